import type { Page } from '@playwright/test'
import type { Order } from '../src/orders/types'
import { order, orderEvent, unpaid } from '../src/orders/testing/order'
import { addButton, buyButton, checkout, fillIn, isLive, openCheckout } from './customer'
import { longOrder } from './longOrder'
import type { View } from './views'

const placed = order()
const path = `/orders/${placed.id}#key=${'f'.repeat(32)}`
const problem = (code: string, more: object) => ({ status: 409, json: { type: `urn:liveshop:problem:${code}`, title: code, status: 409, ...more } })

/** Answers the next checkout, and presses the button. */
async function buy(page: Page, response: object): Promise<void> {
  await page.unroute('**/api/carts/*/checkout')
  await page.route('**/api/carts/*/checkout', (route) => route.fulfill(response))
  await buyButton(page).click()
}

/** Shows the order in another state, as the page reads it next. */
async function become(page: Page, next: Order | number): Promise<void> {
  await page.unroute('**/api/orders/*')
  await page.route('**/api/orders/*', (route) => (typeof next === 'number' ? route.fulfill({ status: next, json: {} }) : route.fulfill({ json: next })))
  await page.evaluate(() => { dispatchEvent(new Event('online')) })
}

const shows = (page: Page, heading: string) => page.getByRole('heading', { name: heading }).waitFor()
const alert = (page: Page, text: string) => checkout(page).getByRole('alert').getByText(text).waitFor()

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
  {
    name: 'checkout',
    path: '/live/playing',
    act: async (page) => {
      await isLive(page)
      await addButton(page).click()
      await openCheckout(page)
    },
    next: [
      {
        name: 'customer-checkout-errors',
        act: async (page) => {
          await checkout(page).getByLabel('E-mail').fill('ada')
          await buyButton(page).click()
          await checkout(page).getByText('Enter your name.').waitFor()
        },
      },
      {
        name: 'customer-checkout-price-changed',
        act: async (page) => {
          await fillIn(page)
          const cart = page.waitForResponse('**/api/carts/*')
          await page.evaluate(() => { dispatchEvent(new Event('focus')) })
          const current = (await (await cart).json()) as { items: { product: { price: { amount: number } } }[] }
          for (const { product } of current.items) product.price.amount += 300
          await buy(page, problem('price-changed', { current }))
          await alert(page, 'The total has changed')
        },
      },
      {
        name: 'customer-checkout-out-of-stock',
        act: async (page) => {
          await buy(page, problem('out-of-stock', { current: { orderId: '0f', lines: [{ itemId: 'mug', quantity: 1, available: 0 }] } }))
          await alert(page, 'sold out')
        },
      },
      {
        name: 'customer-checkout-open',
        act: async (page) => {
          await buy(page, problem('checkout-open', { current: { id: '0f', number: '04HMASW9NF', status: 'reserving' } }))
          await alert(page, 'being ordered already')
        },
      },
      {
        name: 'customer-checkout-thanks',
        act: async (page) => {
          await buy(page, { status: 201, json: { order: placed, orderKey: 'f'.repeat(32) } })
          await shows(page, 'Thank you!')
        },
      },
    ],
  },
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
        name: 'customer-order-offline',
        act: async (page) => {
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
