import type { PinnedProduct, ProductCard } from '../api/types'

/** A card with the time that its offer still runs. */
export type ShownCard = ProductCard & { ends?: string }

const hour = 3_600_000

/** The milliseconds that the offer of a pin still runs, not above 0 without one; both times are the server's. */
export const offerLeft = ({ offer }: PinnedProduct, now: number): number => (offer ? Date.parse(offer.endsAt) - now : 0)

/** Minutes and seconds, and hours when there are any, such as 02:41; an offer runs for at most a day. */
export const clockOf = (left: number): string =>
  new Date(left + 999).toISOString().slice(left > hour ? 11 : 14, 19)

/** The card of a pin at a time: while an offer runs with its price, beside the lowest of the 30 days before it. */
export function cardAt(pin: PinnedProduct, now: number): ShownCard {
  const { offer, product } = pin
  const left = offerLeft(pin, now)
  return offer && left > 0 ? { ...product, price: offer.price, compareAtPrice: offer.lowestPrice, ends: clockOf(left) } : product
}
