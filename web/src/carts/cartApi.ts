import { answer, useApi } from '../api/client'
import { ApiError, NetworkError } from '../api/problem'
import type { Cart } from '../api/types'
import type { CartCall } from './cartChange'

export const createCart = (): Promise<Cart> => answer(useApi().POST('/carts'))

export const readCart = (id: string): Promise<Cart> =>
  answer(useApi().GET('/carts/{id}', { params: { path: { id } } }))

/** Sends one change; the same may be sent again. */
export function sendChange(id: string, change: CartCall): Promise<Cart> {
  const productId = change.product.id
  if (change.kind === 'add') {
    const { key, quantity, streamId } = change
    return answer(
      useApi().POST('/carts/{id}/items', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
        body: { productId, quantity, ...(streamId ? { streamId } : {}) },
      }),
    )
  }
  const params = { path: { id, productId } }
  return change.quantity > 0
    ? answer(useApi().PATCH('/carts/{id}/items/{productId}', { params, body: { quantity: change.quantity } }))
    : answer(useApi().DELETE('/carts/{id}/items/{productId}', { params }))
}

/** Milliseconds between the tries of one call. */
const pauses = [400, 1_000, 2_500, 5_000]

const mayPass = (error: unknown) =>
  error instanceof NetworkError || (error instanceof ApiError && (error.status >= 500 || error.slug === 'contention'))

/** Tries again what failed for want of an answer; a refusal is final. */
export async function persistently<T>(call: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await call()
    } catch (error) {
      if (!mayPass(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random() / 2)))
    }
  }
  return call()
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404
