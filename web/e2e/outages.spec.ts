import { isLive, otherNames, spotlightName, addButton, cartButton } from './customer'
import { expect, test } from './fixtures'

test('a customer offline for five seconds misses nothing', async ({ room, customer }) => {
  const { shop, streamId } = room
  await shop.pin(streamId, await room.product('mug'))
  const page = await customer()
  await isLive(page)
  await page.context().setOffline(true)
  const offlineSince = Date.now()
  await expect(page.getByText('Connection lost. Reconnecting…')).toBeVisible()
  await expect(spotlightName(page)).toHaveText('Mug')

  await shop.pin(streamId, await room.product('vase'))
  await expect.poll(() => Date.now() - offlineSince).toBeGreaterThan(5_000)
  await page.context().setOffline(false)
  await expect(otherNames(page)).toHaveText(['Vase'])
  await expect(page.getByText('Connected again.')).toBeVisible()
  await expect(page.getByText('Connected again.')).toBeHidden()
})

test('a product added to the cart while offline is added once when the network is back', async ({ room, customer }) => {
  await room.shop.pin(room.streamId, await room.product('mug'))
  const page = await customer()
  await isLive(page)
  await page.context().setOffline(true)
  await addButton(page).click()
  await expect(cartButton(page)).toHaveAccessibleName('Cart, 1 piece')
  await page.context().setOffline(false)
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('liveshop.cart')), { timeout: 15_000 })
    .not.toBeNull()
  await expect(addButton(page)).toContainText('1 in cart')
})

test('customers’ pages recover without a reload after the server was killed and started again', async ({ server, room, customer }) => {
  const { shop, streamId } = room
  await shop.pin(streamId, await room.product('mug'))
  const pages = await Promise.all([customer(), customer()])
  for (const page of pages) {
    await isLive(page)
    await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }))
  }

  await server.kill()
  for (const page of pages) {
    await expect(page.getByText('Connection lost. Reconnecting…')).toBeVisible()
    await expect(spotlightName(page)).toHaveText('Mug')
  }

  await server.start()
  await shop.pin(streamId, await room.product('vase'))
  for (const page of pages) {
    await expect(otherNames(page)).toHaveText(['Vase'], { timeout: 30_000 })
    await isLive(page)
    await expect(page.getByText('Connection lost. Reconnecting…')).toBeHidden()
    expect(await page.evaluate(() => 'stillTheSamePage' in window)).toBe(true)
  }

  // Only a message can bring this, the snapshot after the reconnect has been read.
  await shop.reorder(streamId, ...(await shop.pinned(streamId)).reverse())
  for (const page of pages) await expect(spotlightName(page)).toHaveText('Vase')
})

test('a customer’s page opened while the API is down loads by itself when it is up', async ({ room, page }) => {
  const { shop, streamId } = room
  await shop.pin(streamId, await room.product('mug'))
  await page.route('**/api/**', (route) => route.abort())
  await page.goto(`${shop.url}/live/${streamId}`)
  await expect(page.getByRole('heading', { name: 'The shop does not answer' })).toBeVisible()
  await page.unroute('**/api/**')
  await expect(spotlightName(page)).toHaveText('Mug', { timeout: 20_000 })
})
