import { unwrap, useApi } from '../api/client'
import { ApiError } from '../api/problem'
import type { Cart } from '../api/types'
import { itemIdOf, type CartCall } from './cartChange'

export const createCart = (): Promise<Cart> => unwrap(useApi().POST('/carts'))

export const readCart = (id: string): Promise<Cart> =>
  unwrap(useApi().GET('/carts/{id}', { params: { path: { id } } }))

/** Sends one change. Idempotent, so a retry after a lost answer does not count twice. */
export function sendChange(id: string, change: CartCall): Promise<Cart> {
  const { id: productId, variantId } = change.product
  if (change.kind === 'add') {
    const { key, quantity, streamId } = change
    return unwrap(
      useApi().POST('/carts/{id}/items', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body: { productId, quantity, ...(variantId ? { variantId } : {}), ...(streamId ? { streamId } : {}) },
      }),
    )
  }
  const params = { path: { id, itemId: itemIdOf(change.product) } }
  return change.quantity > 0
    ? unwrap(useApi().PATCH('/carts/{id}/items/{itemId}', { params, body: { quantity: change.quantity } }))
    : unwrap(useApi().DELETE('/carts/{id}/items/{itemId}', { params }))
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404
