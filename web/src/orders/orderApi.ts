import { unwrap, useApi } from '../api/client'
import type { Attempt } from './attempt'
import type { Order, PlacedOrder } from './types'

const ofCustomer = (id: string, key: string) => ({ params: { path: { id }, header: { 'Order-Key': key } } })

/** Sends an attempt; however often it is sent, the cart is ordered once. */
export const sendAttempt = ({ cartId, key, details }: Attempt): Promise<PlacedOrder> =>
  unwrap(
    useApi().POST('/carts/{id}/checkout', {
      params: { path: { id: cartId }, header: { 'Idempotency-Key': key } },
      body: details,
    }),
  )

export const readOrder = (id: string, key: string): Promise<Order> => unwrap(useApi().GET('/orders/{id}', ofCustomer(id, key)))

export const cancelOrder = (id: string, key: string): Promise<Order> =>
  unwrap(useApi().POST('/orders/{id}/cancel', ofCustomer(id, key)))
