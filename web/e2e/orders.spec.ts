import type { Page, Route } from '@playwright/test'
import { addButton, buyButton, cart, cartButton, checkout, fillIn, openCheckout, spotlight } from './customer'
import { expect, test } from './fixtures'

const thanks = (page: Page) => checkout(page).getByRole('heading', { name: 'Thank you!' })
const checkoutRequests = '**/api/carts/*/checkout'

test.beforeEach(async ({ room }) => {
  await room.shop.settings({ shipping: { countries: ['AT', 'DE'], flatRate: { amount: 490, currency: 'EUR' }, freeFrom: null } })
})

/** Opens the stream with a product pinned, puts it into the cart and fills in the checkout. */
async function atCheckout(page: Page): Promise<void> {
  await addButton(page).click()
  await openCheckout(page)
  await fillIn(page)
}

/** The idempotency keys that a page sends from now on. */
function keysOf(page: Page): string[] {
  const keys: string[] = []
  page.on('request', (request) => { if (request.url().endsWith('/checkout')) keys.push(request.headers()['idempotency-key'] ?? '') })
  return keys
}

test('a customer buys a pinned product while the stream goes on, and comes back to the order', async ({ room, customer }) => {
  const mug = await room.product('mug', { stock: 5 })
  await room.shop.pin(room.streamId, mug)
  const page = await customer()
  const asked: string[] = []
  page.on('request', (request) => { asked.push(`${request.url()} ${request.headers().referer ?? ''}`) })

  await atCheckout(page)
  await expect(checkout(page)).toContainText('You pay by transfer or on delivery; the shop tells you how.')
  await buyButton(page).click()
  await expect(thanks(page)).toBeVisible()
  await expect(spotlight(page)).toBeAttached()
  await expect(cartButton(page)).toHaveAccessibleName('Cart, 0 pieces')

  const [order] = await room.shop.ordersOf(room.streamId)
  if (!order) throw new Error('Nothing was ordered.')
  await expect(checkout(page)).toContainText(order.number)
  await checkout(page).getByRole('link', { name: 'See your order' }).click()
  await expect(page.getByRole('heading', { name: 'Your order is placed' })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`/orders/${order.id}#key=`))
  await expect(page.getByRole('main')).toContainText('Sample Street 1')

  await page.reload()
  await expect(page.getByRole('main')).toContainText('Sample Street 1')
  const key = new URL(page.url()).hash.slice('#key='.length)
  expect(key).toMatch(/^[0-9a-f]{32}$/)
  expect(asked.filter((request) => request.includes(key))).toEqual([])

  await page.goto(`${room.shop.url}/live/${room.streamId}`)
  await cartButton(page).click()
  await expect(cart(page)).toContainText('Your cart is empty.')
  await cart(page).getByRole('link', { name: `Your order ${order.number}` }).click()
  await expect(page).toHaveURL(new RegExp(`/orders/${order.id}#key=${key}`))
  await cartButton(page).click()
  await cart(page).getByRole('button', { name: /^Forget order/ }).click()
  await expect(cart(page).getByRole('link', { name: /^Your order/ })).toHaveCount(0)
})

test('of two customers who order the last piece one gets it, and the other is told what is left', async ({ room, customer }) => {
  await room.shop.pin(room.streamId, await room.product('mug', { stock: 1 }))
  const [one, other] = await Promise.all([customer(), customer()])
  await Promise.all([atCheckout(one), atCheckout(other)])
  await buyButton(one).click()
  await expect(thanks(one)).toBeVisible()

  await other.route('**/api/livestreams/**', (route) => route.abort())
  await buyButton(other).click()
  await expect(checkout(other).getByRole('alert')).toContainText('sold out')
  await checkout(other).getByRole('button', { name: 'Take out: Mug' }).click()
  await expect(checkout(other)).toContainText('Your cart is empty.')
  expect(await room.shop.ordersOf(room.streamId, 'placed')).toHaveLength(1)
})

test('a price that changes before the order is shown and asked about again', async ({ room, customer }) => {
  const mug = await room.product('mug')
  await room.shop.pin(room.streamId, mug)
  const page = await customer()
  const keys = keysOf(page)
  await atCheckout(page)
  // The order goes out with the price that the customer has seen.
  await page.route(checkoutRequests, async (route) => {
    await room.shop.change(mug, { amount: 2290 })
    await route.continue()
  }, { times: 1 })
  await buyButton(page).click()
  await expect(checkout(page).getByRole('alert')).toContainText(/from €\d+\.\d\d to €\d+\.\d\d/)
  expect(await room.shop.ordersOf(room.streamId)).toHaveLength(0)

  await buyButton(page).click()
  await expect(thanks(page)).toBeVisible()
  expect(new Set(keys).size).toBe(2)
  const [order] = await room.shop.ordersOf(room.streamId)
  expect(order?.totals.goods.amount).toBe(2290)
})

test('a double click, a lost answer and a reload order once', async ({ room, customer }) => {
  await room.shop.pin(room.streamId, await room.product('mug', { stock: 9 }))
  const page = await customer()
  const keys = keysOf(page)
  await atCheckout(page)
  let taken = 0
  /** The server takes the order, and its answer does not arrive. */
  const lose = async (route: Route) => {
    await route.fetch()
    taken++
    await route.abort()
  }
  await page.route(checkoutRequests, lose)
  await buyButton(page).dblclick()
  await expect.poll(() => taken).toBeGreaterThan(1)

  await page.reload()
  await expect.poll(() => taken).toBeGreaterThan(2)
  await page.unroute(checkoutRequests, lose)
  await expect(thanks(page)).toBeVisible({ timeout: 20_000 })
  expect(new Set(keys).size).toBe(1)
  expect(await room.shop.ordersOf(room.streamId)).toHaveLength(1)
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('Sample Street')
})

test('the browser’s way back leads from the checkout to the cart, and nothing that was typed is lost', async ({ room, customer }) => {
  await room.shop.pin(room.streamId, await room.product('mug'))
  const page = await customer()
  await atCheckout(page)
  await page.goBack()
  await expect(cart(page).getByRole('button', { name: 'One more Mug' })).toBeVisible()
  await page.goForward()
  await expect(checkout(page).getByLabel('Name', { exact: true })).toHaveValue('Ada Kiln')
  await page.keyboard.press('Escape')
  await expect(checkout(page)).toBeHidden()
  await expect(page).toHaveURL(`${room.shop.url}/live/${room.streamId}`)
})
