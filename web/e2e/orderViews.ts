import type { Page } from '@playwright/test'
import type { Order } from '../src/orders/types'
import { order, orderEvent, unpaid } from '../src/orders/testing/order'
import { checkoutView } from './checkoutView'
import { longOrder } from './longOrder'
import type { View } from './views'

const placed = order()
const path = `/orders/${placed.id}#key=${'f'.repeat(32)}`

/** Shows the order in another state, as the page reads it next. */
async function become(page: Page, next: Order | number): Promise<void> {
  await page.unroute('**/api/orders/*')
  await page.route('**/api/orders/*', (route) => (typeof next === 'number' ? route.fulfill({ status: next, json: {} }) : route.fulfill({ json: next })))
  await page.evaluate(() => { dispatchEvent(new Event('online')) })
}

const shows = (page: Page, heading: string) => page.getByRole('heading', { name: heading }).waitFor()

/** In this order, since what an order becomes has a higher version. */
function orderState(name: string, heading: string, version: number, given: Partial<Order>) {
  return {
    name: `customer-order-${name}`,
    act: async (page: Page) => {
      await become(page, { ...placed, ...given, version })
      await shows(page, heading)
    },
  }
}

const last = (type: Order['history'][number]['type']) => [...placed.history, orderEvent(type, '2026-11-22T10:46:00Z')]

export const orderViews: View[] = [
  checkoutView,
  {
    name: 'order',
    path,
    before: async (page) => { await page.route('**/api/orders/*', (route) => route.fulfill({ json: placed })) },
    act: (page) => shows(page, 'Your order is placed'),
    next: [
      orderState('awaiting-payment', 'Waiting for your payment', 3, {
        ...unpaid,
        heldUntil: new Date(Date.now() + 30 * 60_000).toISOString(),
        history: placed.history.map(({ at }, index) => orderEvent(index ? 'awaiting-payment' : 'created', at)),
      }),
      orderState('hold-over', 'Waiting for your payment', 4, {
        ...unpaid, heldUntil: '2026-11-22T10:46:00Z', history: placed.history.map(({ at }) => orderEvent('created', at)).slice(0, 1),
      }),
      orderState('expired', 'Your order was not completed in time', 5, {
        status: 'expired', payment: { ...unpaid.payment, url: null }, history: last('expired'),
      }),
      orderState('long', 'Your order is on its way', 6, longOrder),
      orderState('refused', 'Not enough was left', 7, {
        status: 'refused', payment: { provider: 'manual', status: 'none', url: null }, history: last('refused'),
      }),
      orderState('erased', 'Your order was cancelled', 8, {
        status: 'cancelled', payment: { provider: 'manual', status: 'refunded', url: null }, customer: null,
        erasedAt: '2026-12-01T10:00:00Z', history: [...last('cancelled'), orderEvent('refunded', '2026-11-25T10:46:00Z')],
      }),
      {
        name: 'customer-order-german',
        act: async (page) => {
          await become(page, { ...placed, ...unpaid, heldUntil: new Date(Date.now() + 30 * 60_000).toISOString(), version: 9 })
          await page.getByRole('button', { name: 'Deutsch' }).click()
          await shows(page, 'Wir warten auf die Bezahlung')
        },
      },
      {
        name: 'customer-order-offline',
        act: async (page) => {
          await page.getByRole('button', { name: 'English' }).click()
          await become(page, 503)
          await page.getByText('No connection.').waitFor()
        },
      },
      {
        name: 'customer-order-unknown',
        act: async (page) => {
          await become(page, 404)
          await shows(page, 'This order cannot be shown')
        },
      },
    ],
  },
]
