import type { Page } from '@playwright/test'
import { order } from '../src/orders/testing/order'
import { addButton, buyButton, checkout, fillIn, isLive, openCheckout } from './customer'
import type { View } from './views'

const problem = (code: string, more: object) => ({ status: 409, json: { type: `urn:liveshop:problem:${code}`, title: code, status: 409, ...more } })

/** Answers the next checkout, and presses the button. */
async function buy(page: Page, response: object): Promise<void> {
  await page.unroute('**/api/carts/*/checkout')
  await page.route('**/api/carts/*/checkout', (route) => route.fulfill(response))
  await buyButton(page).click()
}

const alert = (page: Page, text: string) => checkout(page).getByRole('alert').getByText(text).waitFor()

/** The checkout of a shop that offers two ways to pay. */
export const checkoutView: View = {
  name: 'checkout',
  path: '/live/playing',
  before: async (page) => {
    await page.route('**/api/shop', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json() as object), payments: ['stripe', 'manual'] } })
    })
  },
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
      name: 'customer-checkout-payment',
      act: async (page) => {
        await checkout(page).getByRole('radio', { name: 'Pay now online' }).focus()
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
      name: 'customer-checkout-held',
      act: async (page) => {
        await buy(page, problem('checkout-open', { current: { id: '0f', number: '04HMASW9NF', status: 'awaiting-payment' } }))
        await alert(page, 'waits for your payment')
      },
    },
    {
      name: 'customer-checkout-thanks',
      act: async (page) => {
        await buy(page, { status: 201, json: { order: order(), orderKey: 'f'.repeat(32) } })
        await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
      },
    },
  ],
}
