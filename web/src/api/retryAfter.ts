/** Nobody is kept away for longer, whatever is asked: the page's own retries are gentle enough. */
const longestPause = 60_000

/** Milliseconds for which an answer asks to be left alone (RFC 9110, 10.2.3); undefined when it does not ask. */
export function retryAfter(answer: Response): number | undefined {
  const asked = answer.headers.get('retry-after')?.trim()
  if (!asked) return undefined
  const pause = /^\d+$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - Date.now()
  return Number.isNaN(pause) ? undefined : Math.min(Math.max(pause, 0), longestPause)
}
