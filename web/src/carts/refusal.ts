import { ApiError, NetworkError } from '../api/problem'
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
