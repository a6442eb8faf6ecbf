import type { components } from '../api/schema'
import type { Order } from '../api/types'

export type { Order, OrderLine } from '../api/types'

type Schemas = components['schemas']

export type CheckoutDetails = Schemas['CheckoutCartRequest']
export type PlacedOrder = Schemas['CheckoutResource']

/** An ordered line of which not enough is left; `available` is null when its pieces are not counted. */
export interface ShortLine {
  itemId: string
  quantity: number
  available: number | null
}

/** Another order of the cart, without the person. */
export type OrderSummary = Pick<Order, 'id' | 'number' | 'status'>
