const first = 1_000
/** Milliseconds between two tries at most. */
export const longest = 15_000

/**
 * Milliseconds to wait before a try, `attempt` counted from 0. Full jitter: after an outage all
 * customers lose their connection in the same moment and must not come back in the same moment.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(longest, first * 2 ** attempt)
}
