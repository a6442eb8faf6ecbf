import { expect, pins, price, signIn, test } from './admin'

test('an assistant runs shows and sees products, but no orders and no settings', async ({ room, newTab }) => {
  await room.product('jug')
  await room.product('pot').then((id) => room.shop.pin(room.streamId, id))
  const page = await newTab()
  await page.goto(`${room.shop.url}/admin/streams/${room.streamId}`)
  await page.getByRole('radio', { name: 'Assistant' }).check()
  await signIn(page, 'zoe')
  await expect(pins(page).getByRole('heading', { name: 'Pot' })).toBeVisible()
  await expect(price(page, 'Pot')).toHaveCount(0)
  await expect(page.getByRole('navigation', { name: 'Admin' }).getByRole('link')).toHaveText(['Streams', 'Products'])
  await page.getByRole('searchbox', { name: 'Search products' }).fill('jug')
  await page.getByRole('button', { name: 'Pin Jug', exact: true }).first().click()
  await expect(pins(page).getByRole('heading', { name: 'Jug' })).toBeVisible()
  await expect.poll(() => room.shop.pinned(room.streamId)).toHaveLength(2)

  await page.getByRole('link', { name: 'Products' }).click()
  await page.getByRole('table').waitFor()
  await expect(page.getByRole('button', { name: 'New product' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^(Edit|More for)/ })).toHaveCount(0)
  for (const path of ['orders', 'shop', 'products/import']) {
    await page.goto(`${room.shop.url}/admin/${path}`)
    await expect(page.getByRole('heading', { name: 'This page is for admins' })).toBeVisible()
  }
})
