import { ApiError, NetworkError } from './problem'
import { waitRetryAfter } from './retryAfter'
import { waitOrWake, type Subscribe } from './wait'

/** Milliseconds between the attempts of one call; the last one repeats. */
const retryDelays = [400, 1_000, 2_500, 5_000]

/** No response at all, one from a proxy in front of the shop, or a rate limit. */
const isUnavailable = (error: unknown) =>
  error instanceof NetworkError || (error instanceof ApiError && [429, 502, 503, 504].includes(error.status))

const isTransient = (error: unknown) => error instanceof ApiError && (error.status >= 500 || error.slug === 'contention')

const onOnline: Subscribe = (handler) => {
  addEventListener('online', handler)
  return () => { removeEventListener('online', handler) }
}

/**
 * Retries a call without limit while the shop is unavailable, and a few times when it answers with an error of its own;
 * never before the Retry-After it asked for. A refusal (4xx) is final.
 */
export async function withRetry<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 0, failures = 0; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if (!isUnavailable(error) && !(isTransient(error) && failures++ < retryDelays.length)) throw error
      const delay = retryDelays[Math.min(attempt, retryDelays.length - 1)] ?? 0
      await waitRetryAfter(error)
      await waitOrWake(delay * (0.5 + Math.random() / 2), { on: [onOnline] })
    }
  }
}
