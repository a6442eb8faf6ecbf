import { order, orderEvent, orderLine } from '../src/orders/testing/order'

const yen = (amount: number) => ({ amount, currency: 'JPY' })

/** An order with what is long. */
export const longOrder = order({
  status: 'fulfilled',
  payment: { provider: 'manual', status: 'paid', url: null },
  lines: [
    orderLine({
      name: 'Hand-thrown Donaudampfschifffahrtsgesellschaftskapitänsteekanne with a wickerwork handle and two lids',
      optionValues: ['Oat over iron-rich clay', 'With two handles'],
      imageUrl: '/sample/images/teapot.svg',
      quantity: 99,
      unitPrice: yen(1_234_567),
      total: yen(122_222_133),
    }),
    orderLine({ itemId: 'bowl', name: 'ظرف سفالی دست‌ساز با لعاب فیروزه‌ای', imageUrl: '/sample/images/bowl.svg', unitPrice: yen(1_234_567), total: yen(1_234_567) }),
  ],
  totals: {
    goods: yen(123_456_700), shipping: yen(0), total: yen(123_456_700),
    vat: [
      { name: 'Standard', basisPoints: 1000, gross: yen(122_222_133), vat: yen(11_111_103) },
      { name: 'Reduced', basisPoints: 800, gross: yen(1_234_567), vat: yen(91_449) },
    ],
  },
  customer: {
    name: 'Ada-Wilhelmine Freifrau von und zu Donaudampfschifffahrtsgesellschaft',
    email: 'ada-wilhelmine.donaudampfschifffahrtsgesellschaft@post.example.com',
    phone: '+49 30 1234567890',
    address: {
      line1: 'Straße der Donaudampfschifffahrtsgesellschaft 123 b', line2: 'Hinterhaus, 4. Etage', postalCode: '12345',
      city: 'Hellschen-Heringsand-Unterschaar', region: 'Schleswig-Holstein', country: 'DE',
    },
  },
  note: 'Please ring twice.\nThe dog is kind.',
  history: [...order().history, orderEvent('paid', '2026-11-23T09:00:00Z'), orderEvent('fulfilled', '2026-11-24T16:30:00Z')],
})
