import { ApiError } from '../../../api/problem'
import type { StockDifference } from '../plan/compare'

/** The part of a product that a correction of its stock needs. */
export interface StockHolder {
  id: string
  version: number
  variants: readonly { id: string; stock: number | null }[]
}

/** A difference, or a new value in place of the one that was seen. */
export type StockChange = { stockChange: number } | { stock: { from: number | null; to: number | null } }

export interface StockApi<P extends StockHolder> {
  /** Corrects the stock of this version of the product; a later version is refused with 412. */
  patch: (product: P, variantId: string, change: StockChange) => Promise<P>
  /** Whether the journal says that this version of the product changed the variant's stock by so many pieces. */
  wasChanged: (product: P, version: number, variantId: string, pieces: number) => Promise<boolean>
}

const isConflict = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.status === 412 || error.slug === 'stock-changed')
const currentOf = (error: unknown) => (isConflict(error) ? (error.current as StockHolder | undefined) : undefined)
const stockOf = ({ variants }: StockHolder, id: string) => variants.find((variant) => variant.id === id)?.stock
const mayBeWritten = (error: unknown) => !(error instanceof ApiError) || error.status >= 500

/**
 * Adds the pieces by which the file differed from the preview, or takes them away: sales since then stay counted. A request
 * whose answer was lost is looked up in the journal before it is sent again, so that nothing is added twice.
 * @param send Repeats a call while the shop is unavailable.
 * @returns The product after it.
 */
export async function changeStock<P extends StockHolder>(
  product: P, { variantId, from, to }: StockDifference, api: StockApi<P>, send: <T>(call: () => Promise<T>) => Promise<T>,
): Promise<P> {
  const pieces = from === null || to === null ? undefined : to - from
  const change = pieces === undefined ? { stock: { from, to } } : { stockChange: pieces }
  let base = product
  let isUnsure = false
  for (;;) {
    try {
      return await send(async () => {
        try {
          return await api.patch(base, variantId, change)
        } catch (error) {
          isUnsure ||= mayBeWritten(error)
          throw error
        }
      })
    } catch (error) {
      const current = currentOf(error) as P | undefined
      if (!current) throw error
      if (stockOf(current, variantId) === to && (isUnsure || pieces === undefined)) return current
      if (error instanceof ApiError && error.slug === 'stock-changed') throw error
      const written = isUnsure && pieces !== undefined
        && await send(() => api.wasChanged(current, base.version + 1, variantId, pieces))
      if (written) return current
      base = current
      isUnsure = false
    }
  }
}
