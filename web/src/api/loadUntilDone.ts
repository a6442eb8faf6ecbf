import { ApiError } from './problem'
import { waitRetryAfter } from './retryAfter'
import { waitOrWake, type Subscribe } from './wait'

/** Milliseconds, shortest and longest, between two attempts. */
const interval = [4_000, 8_000] as const

const onOnline: Subscribe = (handler) => {
  addEventListener('online', handler)
  return () => { removeEventListener('online', handler) }
}

/**
 * Loads what a page can do without for a while: again and again after a failure, and at once when the browser is online
 * again. Resolves with undefined when the server refused (4xx but 429) or the signal aborted.
 */
export async function loadUntilDone<T>(
  load: () => Promise<T>,
  { signal, onFailed }: { signal: AbortSignal; onFailed: () => void },
): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await load()
    } catch (error) {
      onFailed()
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) return undefined
      await waitRetryAfter(error, signal)
      await waitOrWake(interval[0] + Math.random() * (interval[1] - interval[0]), { signal, on: [onOnline] })
    }
  }
  return undefined
}
