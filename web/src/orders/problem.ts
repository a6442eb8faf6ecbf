import { ApiError } from '../api/problem'
import type { Cart, Money } from '../api/types'
import { serverErrors, type FieldErrors } from './draft'
import type { OrderSummary, ShortLine } from './types'

/** Why a cart was not ordered. Only after `unknown` may the order have been placed all the same. */
export type CheckoutProblem =
  | { kind: 'price-changed'; before: Money }
  | { kind: 'out-of-stock'; lines: readonly ShortLine[] }
  | { kind: 'checkout-open' | 'order-ended'; order: OrderSummary }
  | { kind: 'fields'; errors: FieldErrors }
  | { kind: 'cart-empty' | 'not-sold' | 'mixed-currencies' | 'too-many-products' | 'payment-not-offered' | 'other' | 'unknown' }

const ofCart = ['cart-empty', 'not-sold', 'mixed-currencies', 'too-many-products'] as const

/** @param expectedTotal The total that the customer had agreed to. */
export function problemOf(error: unknown, expectedTotal: Money): CheckoutProblem {
  if (!(error instanceof ApiError) || error.status >= 500) return { kind: 'unknown' }
  const { slug, current, errors } = error
  if (slug === 'price-changed') return { kind: slug, before: expectedTotal }
  if (slug === 'out-of-stock') return { kind: slug, lines: (current as { lines?: ShortLine[] } | undefined)?.lines ?? [] }
  if ((slug === 'checkout-open' || slug === 'order-ended') && current) return { kind: slug, order: current as OrderSummary }
  if (slug === 'not-found') return { kind: 'cart-empty' }
  if ('payment' in errors) return { kind: 'payment-not-offered' }
  const fields = serverErrors(errors)
  if (Object.keys(fields).length) return { kind: 'fields', errors: fields }
  return { kind: ofCart.find((kind) => kind === slug) ?? 'other' }
}

/** The cart as it is now, which the server sends with the refusals that are about it. */
export function cartIn(error: unknown): Cart | undefined {
  const current = error instanceof ApiError ? error.current : undefined
  return typeof current === 'object' && current !== null && 'items' in current ? (current as Cart) : undefined
}
