import { unwrap, useApi } from '../api/client'
import { ApiError } from '../api/problem'
import type { Cart } from '../api/types'
import type { CartCall } from './cartChange'

export const createCart = (): Promise<Cart> => unwrap(useApi().POST('/carts'))

export const readCart = (id: string): Promise<Cart> =>
  unwrap(useApi().GET('/carts/{id}', { params: { path: { id } } }))

/** Sends one change. Idempotent, so a retry after a lost answer does not count twice. */
export function sendChange(id: string, change: CartCall): Promise<Cart> {
  const productId = change.product.id
  if (change.kind === 'add') {
    const { key, quantity, streamId } = change
    return unwrap(
      useApi().POST('/carts/{id}/items', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body: { productId, quantity, ...(streamId ? { streamId } : {}) },
      }),
    )
  }
  const params = { path: { id, productId } }
  return change.quantity > 0
    ? unwrap(useApi().PATCH('/carts/{id}/items/{productId}', { params, body: { quantity: change.quantity } }))
    : unwrap(useApi().DELETE('/carts/{id}/items/{productId}', { params }))
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404
