import type { Order, OrderEvent } from '../../../api/types'

const euros = (amount: number) => ({ amount, currency: 'EUR' })

/** An order that is to be sent and not paid yet, with what is given of it. */
export const order = (given: Partial<Order> = {}): Order => ({
  id: 'a'.repeat(32),
  number: '7K2M9XQ001',
  version: 2,
  status: 'placed',
  payment: { provider: 'manual', status: 'due', url: null },
  lines: [{
    itemId: 'a', productId: 'mug', variantId: 'default', name: 'Mug', optionValues: [], sku: 'MUG', imageUrl: null, quantity: 2,
    unitPrice: euros(1990), total: euros(3980), vat: { name: 'VAT', basisPoints: 1900 }, streamId: null,
  }],
  totals: { goods: euros(3980), shipping: euros(490), total: euros(4470), vat: [] },
  customer: {
    name: 'Rosa Meier', email: 'rosa@example.com', phone: null,
    address: { line1: 'Lange Straße 12', line2: null, postalCode: '10115', city: 'Berlin', region: null, country: 'DE' },
  },
  note: null,
  createdAt: '2026-12-01T17:42:00Z',
  changedAt: '2026-12-01T17:42:00Z',
  heldUntil: null,
  erasedAt: null,
  history: [event('created', 'customer'), event('placed', 'customer')],
  ...given,
})

export function event(type: OrderEvent['type'], by: string, given: Partial<OrderEvent> = {}): OrderEvent {
  return { type, at: '2026-12-01T17:42:00Z', status: 'placed', payment: 'due', by, ...given }
}

export const payment = (status: Order['payment']['status'], provider = 'manual'): Order['payment'] => ({ provider, status, url: null })

/** The order one version later, after an event. */
export const changed = (before: Order, type: OrderEvent['type'], by: string, given: Partial<Order>): Order =>
  ({ ...before, ...given, version: before.version + 1, history: [...before.history, event(type, by)] })
