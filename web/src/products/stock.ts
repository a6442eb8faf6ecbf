import type { ProductCard } from '../api/types'

/** The most pieces of which customers are told how many are left, as at the server. */
const lowStock = 10

/** What a card tells of the pieces that are left. */
export type Availability = Pick<ProductCard, 'availability' | 'stock'>

/** What a card tells of so many pieces; null when they are not counted, and so never sold out. */
export function availabilityOf(stock: number | null): Availability {
  if (stock === null || stock > lowStock) return { availability: 'in-stock', stock: null }
  return stock > 0 ? { availability: 'low', stock } : { availability: 'sold-out', stock: null }
}

export const sameAvailability = (one: Availability, other: Availability): boolean =>
  one.availability === other.availability && (one.stock ?? null) === (other.stock ?? null)

export const isSoldOut = ({ availability }: Availability): boolean => availability === 'sold-out'

/** The number of pieces that can be bought, Infinity when there are more than a card tells. */
export const piecesLeft = (card: Availability): number => (isSoldOut(card) ? 0 : (card.stock ?? Infinity))
