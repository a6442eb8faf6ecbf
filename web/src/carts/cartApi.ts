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

/** Milliseconds between the tries of one call; the last one between all that follow. */
const pauses = [400, 1_000, 2_500, 5_000]

/** Nothing answered, or only what stands before the shop, or it asks for fewer calls. */
const isAway = (error: unknown) =>
  error instanceof NetworkError || (error instanceof ApiError && [429, 502, 503, 504].includes(error.status))

const mayPass = (error: unknown) => error instanceof ApiError && (error.status >= 500 || error.slug === 'contention')

/** Resolves after so many milliseconds, or as soon as the browser is online again. */
function pauseFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      removeEventListener('online', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    addEventListener('online', end)
  })
}

/** What the shop itself asks for is waited for in full, online again or not. */
const pauseAskedFor = (error: unknown) =>
  new Promise((resolve) => setTimeout(resolve, error instanceof ApiError ? (error.retryAfter ?? 0) : 0))

/**
 * Tries again what failed for want of an answer: for ever while the shop is away, as the page reconnects for ever,
 * and a few times when the shop itself failed, never sooner than it asks for. A refusal is final.
 */
export async function persistently<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 0, failures = 0; ; tries++) {
    try {
      return await call()
    } catch (error) {
      if (!isAway(error) && !(mayPass(error) && failures++ < pauses.length)) throw error
      const pause = pauses[Math.min(tries, pauses.length - 1)] ?? 0
      await pauseAskedFor(error)
      await pauseFor(pause * (0.5 + Math.random() / 2))
    }
  }
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404
