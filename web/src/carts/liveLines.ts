import type { CartItem, Money, ProductCard } from '../api/types'
import { isSoldOut, piecesLeft } from '../products/stock'

/** Why a line of the cart cannot be bought. */
export type LineProblem = 'gone' | 'sold-out' | 'only-left'

/**
 * The items with the cards that the open stream shows, which are newer than those the cart was read with. A card does not tell
 * the price and stock of a variant.
 */
export function withCards(items: readonly CartItem[], cards: ReadonlyMap<string, ProductCard>): CartItem[] {
  return items.map((item) => {
    const card = item.variantId ? undefined : cards.get(item.productId)
    return card ? { ...item, product: card } : item
  })
}

export function lineProblem({ product, quantity }: CartItem): LineProblem | undefined {
  if (!product) return 'gone'
  if (isSoldOut(product.stock)) return 'sold-out'
  return piecesLeft(product.stock) < quantity ? 'only-left' : undefined
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
