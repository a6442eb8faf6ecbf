import { newIdempotencyKey } from '../../../api/idempotencyKey'
import type { StockDifference } from '../plan/compare'

/** The part of a product that a correction of its stock needs. */
export interface StockHolder {
  id: string
}

/** A difference, or a new value in place of the one that was seen. */
export type StockChange = { stockChange: number } | { stock: { from: number | null; to: number | null } }

export interface StockApi<P extends StockHolder> {
  /** Corrects the stock, once for the same key. */
  patch: (product: P, variantId: string, change: StockChange, idempotencyKey: string) => Promise<P>
}

/**
 * Adds the pieces by which the file differed from the preview, or takes them away: sales since then stay counted. A request
 * whose answer was lost is sent again with its key, so that nothing is added twice.
 * @param send Repeats a call while the shop is unavailable.
 * @returns The product after it.
 */
export function changeStock<P extends StockHolder>(
  product: P, { variantId, from, to }: StockDifference, api: StockApi<P>, send: <T>(call: () => Promise<T>) => Promise<T>,
): Promise<P> {
  const change = from === null || to === null ? { stock: { from, to } } : { stockChange: to - from }
  const key = newIdempotencyKey()
  return send(() => api.patch(product, variantId, change, key))
}
