import type { Order, OrderLine } from '../types'

type OrderEvent = Order['history'][number]

const euro = (amount: number) => ({ amount, currency: 'EUR' })

export const orderLine = (given: Partial<OrderLine> = {}): OrderLine => ({
  itemId: 'mug',
  productId: 'mug',
  variantId: 'default',
  name: 'Mug',
  optionValues: [],
  sku: null,
  imageUrl: null,
  quantity: 1,
  unitPrice: euro(1990),
  total: euro(1990),
  vat: { name: 'Standard', basisPoints: 1900 },
  streamId: null,
  ...given,
})

/** The page tells an event by its type and its time alone. */
export const orderEvent = (type: OrderEvent['type'], at: string): OrderEvent => ({ type, at, status: 'placed', payment: 'due' })

/** What sets an order that waits for its payment apart. */
export const unpaid = {
  status: 'awaiting-payment',
  payment: { provider: 'stripe', status: 'none', url: 'https://pay.example/session' },
} as const satisfies Partial<Order>

/** A placed order that is paid by hand. */
export const order = (given: Partial<Order> = {}): Order => ({
  id: '0123456789abcdef0123456789abcdef',
  number: '04HMASW9NF',
  version: 2,
  status: 'placed',
  payment: { provider: 'manual', status: 'due', url: null },
  lines: [orderLine()],
  totals: {
    goods: euro(1990),
    shipping: euro(490),
    total: euro(2480),
    vat: [{ name: 'Standard', basisPoints: 1900, gross: euro(2480), vat: euro(396) }],
  },
  customer: {
    name: 'Ada Kiln',
    email: 'ada@example.com',
    phone: null,
    address: { line1: 'Sample Street 1', line2: null, postalCode: '12345', city: 'Sampletown', region: null, country: 'DE' },
  },
  note: null,
  createdAt: '2026-11-22T10:15:00Z',
  changedAt: '2026-11-22T10:15:01Z',
  heldUntil: null,
  erasedAt: null,
  history: [orderEvent('created', '2026-11-22T10:15:00Z'), orderEvent('placed', '2026-11-22T10:15:01Z')],
  ...given,
})
