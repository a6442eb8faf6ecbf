import type { CartItem, Money, ProductCard } from '../api/types'
import { availabilityOf, isSoldOut, piecesLeft } from '../products/stock'

/** Why a line of the cart cannot be bought. */
export type LineProblem = 'gone' | 'sold-out' | 'only-left'

/**
 * The items with the cards that the open stream shows, which are newer than those the cart was read with. A card does not tell
 * the price and stock of a variant, or whether an offer still holds for a line, so their cart is read again instead.
 */
export function withCards(items: readonly CartItem[], cards: ReadonlyMap<string, ProductCard>): CartItem[] {
  return items.map((item) => {
    const card = item.variantId || item.offerHeldUntil ? undefined : cards.get(item.productId)
    if (!card) return item
    // The card is newer, but of many pieces it does not tell how many.
    const stands = [card, availabilityOf(item.available)].every(({ availability }) => availability === 'in-stock')
    return { ...item, product: card, available: stands ? item.available : null }
  })
}

/** The items without so many pieces of each, as the server takes the lines of a placed order out of its cart. */
export const takeOutOf = (items: readonly CartItem[], pieces: ReadonlyMap<string, number>): CartItem[] =>
  items
    .map((item) => ({ ...item, quantity: item.quantity - (pieces.get(item.itemId) ?? 0) }))
    .filter(({ quantity }) => quantity > 0)

/** The pieces of a line that can be bought, Infinity when they are more than is known. */
export const piecesLeftOf = ({ product, available }: CartItem): number =>
  product ? Math.min(piecesLeft(product), available ?? Infinity) : 0

export function lineProblem(item: CartItem): LineProblem | undefined {
  if (!item.product) return 'gone'
  if (isSoldOut(item.product)) return 'sold-out'
  return piecesLeftOf(item) < item.quantity ? 'only-left' : undefined
}

/** One sum for each currency, in the order of the codes, of the lines that can be bought. */
export function totalsOf(items: readonly CartItem[]): Money[] {
  const sums = new Map<string, number>()
  for (const item of items) {
    if (!item.product || lineProblem(item)) continue
    const { amount, currency } = item.product.price
    sums.set(currency, (sums.get(currency) ?? 0) + amount * item.quantity)
  }
  return [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([currency, amount]) => ({ amount, currency }))
}
