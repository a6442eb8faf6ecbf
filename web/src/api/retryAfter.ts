import { ApiError } from './problem'
import { serverNow } from './serverClock'
import { waitOrWake } from './wait'

/** Upper limit in milliseconds, so that no response can keep a customer away for hours. */
const maxRetryAfter = 60_000

/** Milliseconds of a response's Retry-After header (RFC 9110, 10.2.3); undefined without one. */
export function retryAfter(response: Response): number | undefined {
  const header = response.headers.get('retry-after')?.trim()
  if (!header) return undefined
  const delay = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - serverNow()
  return Number.isNaN(delay) ? undefined : Math.min(Math.max(delay, 0), maxRetryAfter)
}

/** Waits for as long as the failed call's Retry-After says; only the signal ends it early. */
export async function waitRetryAfter(error: unknown, signal?: AbortSignal): Promise<void> {
  if (error instanceof ApiError && error.retryAfter !== undefined) await waitOrWake(error.retryAfter, signal && { signal })
}
