import type { Order } from '../src/api/types'

const minute = 60_000
const placedAt = Date.UTC(2026, 11, 1, 17, 42)
const at = (minutes: number) => new Date(placedAt + minutes * minute).toISOString()
const euros = (amount: number) => ({ amount, currency: 'EUR' })
const standard = { name: 'VAT', basisPoints: 1900 }

/** An order that is to be sent and not paid yet, with what is given of it. */
export function sampleOrder(n: number, given: Partial<Order> = {}): Order {
  const id = n.toString(16).padStart(32, '0')
  return {
    id,
    number: `7K2M9XQ${String(n).padStart(3, '0')}`,
    version: 3,
    status: 'placed',
    payment: { provider: 'manual', status: 'due', url: null },
    lines: [
      {
        itemId: 'a', productId: 'mug', variantId: 'default', name: 'Stoneware mug', optionValues: [], sku: 'MUG-01',
        imageUrl: '/sample/images/mug.svg', quantity: 2, unitPrice: euros(1990), total: euros(3980), vat: standard, streamId: 'several',
      },
      {
        itemId: 'b', productId: 'shirt', variantId: 'oat-m', name: 'Linen shirt', optionValues: ['Oat', 'M'], sku: 'SH-OAT-M',
        imageUrl: '/sample/images/vase.svg', quantity: 1, unitPrice: euros(5400), total: euros(5400), vat: standard, streamId: null,
      },
    ],
    totals: { goods: euros(9380), shipping: euros(490), total: euros(9870), vat: [{ ...standard, gross: euros(9870), vat: euros(1576) }] },
    customer: {
      name: 'Rosa Meier', email: 'rosa@example.com', phone: '+49 30 1234567',
      address: { line1: 'Lange Straße 12', line2: null, postalCode: '10115', city: 'Berlin', region: null, country: 'DE' },
    },
    note: null,
    createdAt: at(-n),
    changedAt: at(-n),
    heldUntil: null,
    erasedAt: null,
    history: [
      { type: 'created', at: at(-n), status: 'reserving', payment: 'none', by: 'customer' },
      { type: 'placed', at: at(-n), status: 'placed', payment: 'due', by: 'customer' },
    ],
    ...given,
  }
}

const paid: Partial<Order> = { payment: { provider: 'manual', status: 'paid', url: null } }

/** The order after an event in its history. */
export const after = (order: Order, type: Order['history'][number]['type'], given: Partial<Order>, by = 'Bob'): Order => {
  const next = { ...order, ...given, version: order.version + 1 }
  return { ...next, history: [...order.history, { type, at: at(30), status: next.status, payment: next.payment.status, by }] }
}

const yen = (amount: number) => ({ amount, currency: 'JPY' })

/** An order in which every text is long. */
const odd = (n: number) => sampleOrder(n, {
  lines: [{
    itemId: 'a', productId: 'long', variantId: 'default', quantity: 999, optionValues: ['Mitternachtsblau mit Goldrand', 'XXXL'],
    name: 'Hand-thrown Donaudampfschifffahrtsgesellschaftskapitänsteekanne with a wickerwork handle and two lids',
    sku: 'LS-2026/TEEKANNE-HANDGEDREHT_0000000001', imageUrl: null, unitPrice: yen(1_234_567), total: yen(1_233_332_433),
    vat: { name: 'Consumption tax', basisPoints: 1000 }, streamId: 'odd',
  }],
  totals: {
    goods: yen(1_233_332_433), shipping: yen(0), total: yen(1_233_332_433),
    vat: [{ name: 'Consumption tax', basisPoints: 1000, gross: yen(1_233_332_433), vat: yen(112_121_130) }],
  },
  customer: {
    name: 'Maximiliane-Friederike von und zu Hohenlohe-Waldenburg-Schillingsfürst', phone: null,
    email: 'maximiliane-friederike.hohenlohe-waldenburg-schillingsfuerst@donaudampfschifffahrt.example',
    address: {
      line1: 'An der alten Donaudampfschifffahrtsgesellschaftsanlegestelle 1234 b', line2: 'Hinterhaus, dritter Aufgang links',
      postalCode: 'SW1A 2AA', city: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch', region: 'Anglesey', country: 'GB',
    },
  },
  note: 'Bitte beim Nachbarn abgeben, falls niemand öffnet.\nDie Klingel ist kaputt: bitte klopfen.',
})

/** An order of each kind, newest first. */
export const sampleOrders: Order[] = [
  sampleOrder(1),
  sampleOrder(2, { ...paid, customer: { ...sampleOrder(2).customer as NonNullable<Order['customer']>, name: '田中 さくら' } }),
  odd(3),
  sampleOrder(4, { status: 'awaiting-payment', payment: { provider: 'stripe', status: 'none', url: null }, heldUntil: at(31) }),
  sampleOrder(5, { ...paid, status: 'fulfilled' }),
  sampleOrder(6, { status: 'cancelled', payment: { provider: 'manual', status: 'refund-due', url: null } }),
  sampleOrder(7, { status: 'cancelled', payment: { provider: 'manual', status: 'none', url: null } }),
  sampleOrder(8, { status: 'expired', payment: { provider: 'stripe', status: 'none', url: null } }),
  sampleOrder(9, { status: 'refused', payment: { provider: 'manual', status: 'none', url: null } }),
  sampleOrder(10, { ...paid, status: 'fulfilled', customer: null, erasedAt: at(0) }),
]
