const initialDelay = 1_000
/** Upper limit of the delay between two attempts, in milliseconds. */
export const maxBackoff = 15_000

/**
 * Milliseconds to wait before an attempt, counted from 0. Exponential backoff with full jitter, because an outage
 * disconnects all customers at the same moment.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(maxBackoff, initialDelay * 2 ** attempt)
}
