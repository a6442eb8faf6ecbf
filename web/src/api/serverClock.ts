/** Milliseconds that the server's clock is ahead of this device's. */
let offset = 0

/**
 * Learns the server's time from an answer. The Date header counts whole seconds and the answer was on its way, so only
 * the limits between which the difference must lie are known; it is moved just far enough to lie between them.
 * @param date In milliseconds since 1970.
 * @param sentAt When the request was sent, by this device's clock.
 */
export function observeServerTime(date: number, sentAt: number, receivedAt = Date.now(), resolution = 1_000): void {
  if (Number.isNaN(date)) return
  offset = Math.min(Math.max(offset, date - receivedAt), date + resolution - sentAt)
}

/** Learns from the Date header of an answer that came from the server, not from a cache (RFC 9110, 6.6.1). */
export function observeDate(response: Response, sentAt: number): void {
  const age = Number(response.headers.get('age') ?? 0)
  observeServerTime(Date.parse(response.headers.get('date') ?? '') + age * 1_000, sentAt)
}

/** The current time by the server's clock, in milliseconds since 1970; the device's own may be wrong. */
export const serverNow = (): number => Date.now() + offset
