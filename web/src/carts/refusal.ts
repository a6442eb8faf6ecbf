import { ApiError, NetworkError } from '../api/problem'
import { availabilityOf, piecesLeft, type Availability } from '../products/stock'
import type { NamedProduct } from './cartChange'

/** Why the server did not accept a change of the cart. */
export interface Refusal {
  product: NamedProduct
  reason: 'sold-out' | 'only-left' | 'gone' | 'unreachable' | 'other'
  /** Pieces in stock, for `only-left`. */
  available: number
}

export function refusalOf(product: NamedProduct, error: unknown): Refusal {
  const available = error instanceof ApiError ? (error.available ?? 0) : 0
  return { product, reason: reasonOf(error, available), available }
}

function reasonOf(error: unknown, available: number): Refusal['reason'] {
  if (error instanceof NetworkError) return 'unreachable'
  if (!(error instanceof ApiError)) return 'other'
  if (error.slug === 'out-of-stock') return available > 0 ? 'only-left' : 'sold-out'
  if (error.status === 404) return 'gone'
  return error.status >= 500 ? 'unreachable' : 'other'
}

/** The refusal as it stands when the product has this card: a number that is out of date would contradict it. */
export function withCard(refusal: Refusal, card: Availability): Refusal | undefined {
  if (refusal.reason !== 'only-left' && refusal.reason !== 'sold-out') return refusal
  const stock = piecesLeft(card)
  const agrees = stock === refusal.available || (card.availability === 'in-stock' && availabilityOf(refusal.available).availability === 'in-stock')
  if (agrees) return refusal
  if (stock > refusal.available) return undefined
  return { ...refusal, available: Math.max(stock, 0), reason: stock > 0 ? 'only-left' : 'sold-out' }
}
