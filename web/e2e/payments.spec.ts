import { createServer, type AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { addButton, buyButton, cartButton, checkout, fillIn, openCheckout } from './customer'
import { expect, test } from './fixtures'
import { LiveShopLocal } from './liveShopLocal'
import { Shop } from './shop'

/** A port that is free now: a shop with test payments has to know its address before it listens. */
const freePort = () => new Promise<number>((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as AddressInfo
    probe.close(() => { resolve(port) })
  })
})

const at = (page: Page, heading: string) => page.getByRole('heading', { name: heading })

test('a customer orders a pinned product, leaves the payment page in every way, and pays', async ({ page }) => {
  const server = new LiveShopLocal(`http://127.0.0.1:${await freePort()}`)
  try {
    await server.start({ Payments__StripeDouble: 'true', Payments__Manual: 'true' })
    const shop = await Shop.signIn(server.url)
    await shop.settings({ shipping: { countries: ['AT', 'DE'], flatRate: { amount: 490, currency: 'EUR' }, freeFrom: null } })
    await shop.stream('evening')
    await shop.start('evening')
    await shop.product({ id: 'mug', name: 'Mug', stock: 3 })
    await shop.pin('evening', 'mug')

    await page.goto(`${server.url}/live/evening`)
    await addButton(page).click()
    await openCheckout(page)
    await fillIn(page)
    await expect(checkout(page).getByRole('radio', { name: 'Pay now online' })).toBeChecked()
    await buyButton(page).click()
    await page.getByTestId('back').click()

    await expect(at(page, 'Waiting for your payment')).toBeVisible()
    await expect(page.getByRole('main')).toContainText('You have not paid yet.')
    await expect(page.getByRole('timer')).toHaveText(/^(30|31):[0-5]\d$/)
    await expect(page).toHaveURL(/\/orders\/[0-9a-f]{32}#key=[0-9a-f]{32}$/)
    const pay = page.getByRole('link', { name: 'Pay €24.80 now' })
    await pay.click()
    await page.getByTestId('pay').waitFor()
    await page.goBack()
    await expect(at(page, 'Waiting for your payment')).toBeVisible()

    await pay.click()
    await page.getByTestId('pay').click()
    await expect(at(page, 'Your order is placed')).toBeVisible()
    await expect(page.getByRole('main')).toContainText('It is paid.')
    await expect(cartButton(page)).toHaveAccessibleName('Cart, 0 pieces')
    expect(await shop.ordersOf('evening', 'placed')).toHaveLength(1)
  } finally {
    await server.dispose()
  }
})
