import type { Product, ReservationDifference, StockDifference } from '../../../api/types'
import type { AdminMessages } from '../../i18n'
import { nameOfVariant } from '../variants/options'

/** The product's name with its variant's; the ids of what is no longer in the shop. */
export function nameOf(m: AdminMessages, productId: string, product: Product | undefined, variantId?: string): string {
  if (!product) return m.stockCheck.goneProduct(productId)
  const variant = product.variants.find(({ id }) => id === variantId)
  return [product.name, variant && nameOfVariant(variant)].filter(Boolean).join(', ')
}

/** The difference in one sentence. */
export function describePieces(m: AdminMessages, number: (value: number) => string, { missing, available }: StockDifference): string {
  if (available !== null && available < 0) return m.stockCheck.belowZero(number(-available))
  return missing > 0 ? m.stockCheck.missing(number(missing), missing) : m.stockCheck.tooMany(number(-missing), -missing)
}

export const describeReservation = (m: AdminMessages, { status, reservation }: ReservationDifference): string =>
  (reservation === 'held' ? m.stockCheck.stillHolds(m.stockCheck.status[status]) : m.stockCheck.holdsNothing(m.stockCheck.status[status]))
