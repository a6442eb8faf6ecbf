import type { Page } from '@playwright/test'
import { dialog, expect, price, search, signIn, stock, test } from './admin'
import { LiveShopLocal } from './liveShopLocal'
import { Shop } from './shop'

const row = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader').filter({ hasText: name }) })
const note = (page: Page) => page.locator('.saved')

async function open(page: Page, url: string, query = ''): Promise<void> {
  await page.goto(`${url}/admin/products${query}`)
  await page.getByRole('table').waitFor()
}

/** A shop of its own, since among 5,000 products other tests would not find what they made without searching for it. */
const testOfMany = test.extend<{ url: string }>({
  url: [async ({}, use) => {
    const server = new LiveShopLocal()
    await server.start()
    await (await Shop.signIn(server.url)).manyProducts(5_000)
    await use(server.url)
    await server.dispose()
  }, { timeout: 180_000 }],
})

testOfMany('5,000 products scroll to the end with few rows in the page, and going back keeps place and search', async ({ page, url }) => {
  test.setTimeout(180_000)
  await page.goto(`${url}/admin/products?q=bulk`)
  await signIn(page, 'ann')
  await expect(row(page, 'Bulk 0000')).toBeVisible()
  expect(await page.getByRole('table').locator('tbody[data-product]').count()).toBeLessThan(60)

  await page.waitForFunction(() => {
    scrollTo(0, document.documentElement.scrollHeight)
    return document.querySelector('[data-product=bulk-4999]')
  }, undefined, { timeout: 90_000 })
  await expect(row(page, 'Bulk 4999')).toBeVisible()
  expect(await page.getByRole('table').locator('tbody[data-product]').count()).toBeLessThan(60)
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '5001')

  await price(page, 'Bulk 4999').fill('25')
  await price(page, 'Bulk 4999').press('Enter')
  await expect(note(page)).toHaveText('Bulk 4999 saved.')
  const top = await page.evaluate(() => scrollY)
  await page.getByRole('link', { name: 'Streams' }).click()
  await page.getByRole('heading', { name: 'No stream yet' }).waitFor()
  await page.goBack()
  await expect(row(page, 'Bulk 4999')).toBeVisible()
  await expect(search(page)).toHaveValue('bulk')
  expect(Math.abs(await page.evaluate(() => scrollY) - top)).toBeLessThan(100)

  await search(page).fill('bulk 1234')
  await expect(row(page, 'Bulk 1234')).toBeVisible()
  await expect(page).toHaveURL(/q=bulk(\+|%20)1234/)
  await page.reload()
  await expect(row(page, 'Bulk 1234')).toBeVisible()
})

test('the filters show what is sold out and what runs low, also by variant, and are in the address', async ({ room, admin }) => {
  const [out, low, much] = ['out', 'low', 'much'].map((id) => `${id} ${room.streamId}`) as [string, string, string]
  await room.product('out', { name: out, stock: 0 })
  await room.product('low', { name: low, stock: 3 })
  await room.product('much', { name: much, stock: 300 })
  const page = await admin()
  await open(page, room.shop.url, `?q=${room.streamId}`)
  await expect(row(page, much)).toBeVisible()
  await page.getByRole('button', { name: 'Sold out', exact: true }).click()
  await expect(row(page, much)).toBeHidden()
  await expect(row(page, out)).toBeVisible()
  await expect(page).toHaveURL(/stock=sold-out/)
  await page.getByRole('button', { name: 'Low', exact: true }).click()
  await expect(row(page, low)).toBeVisible()
  await expect(row(page, out)).toBeHidden()
  await expect(page).toHaveURL(/stock=low/)
  await page.reload()
  await expect(row(page, low)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Low', exact: true })).toHaveAttribute('aria-pressed', 'true')
})

test('a product that a stream hides is found, together with the search and the other filters', async ({ room, admin }) => {
  const [hidden, shown] = ['hidden', 'shown'].map((id) => `${id} ${room.streamId}`) as [string, string]
  const id = await room.product('hidden', { name: hidden, stock: 3 })
  await room.shop.pin(room.streamId, await room.product('shown', { name: shown, stock: 3 }))
  await room.shop.pin(room.streamId, id)
  await room.shop.hide(room.streamId, id)
  const page = await admin()
  await open(page, room.shop.url, `?q=${room.streamId}&stock=low`)
  await expect(row(page, shown)).toBeVisible()
  await page.getByRole('button', { name: 'Hidden in a stream' }).click()
  await expect(row(page, shown)).toBeHidden()
  await expect(row(page, hidden)).toBeVisible()
  await expect(page).toHaveURL(/stock=low&pinned=hidden/)
  await page.reload()
  await expect(row(page, hidden)).toBeVisible()
  await page.getByRole('button', { name: 'Sold out', exact: true }).click()
  await expect(page.getByText('No product is hidden in a stream')).toBeVisible()
})

test('a product that is deleted comes back with Undo, by mouse and by keyboard', async ({ room, admin }) => {
  const id = await room.shop.shirt(`shirt-${room.streamId}`)
  const before = await room.shop.read(id)
  const page = await admin()
  await open(page, room.shop.url, `?q=${id}`)
  for (const undo of [() => page.getByRole('button', { name: 'Undo' }).click(), () => page.keyboard.press('Enter')]) {
    await page.getByRole('button', { name: 'More for Linen shirt' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expect(note(page)).toHaveText('Linen shirt deleted.')
    await expect(row(page, 'Linen shirt')).toBeHidden()
    await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
    await undo()
    await expect(note(page)).toHaveText('Linen shirt is back.')
    await expect(row(page, 'Linen shirt')).toBeVisible()
  }
  expect((await room.shop.read(id)).variants).toEqual(before.variants)
})

test('a pinned product tells where, and is not deleted', async ({ room, admin }) => {
  const name = `Mug ${room.streamId}`
  await room.shop.pin(room.streamId, await room.product('mug', { name }))
  const page = await admin()
  await open(page, room.shop.url, `?q=${room.streamId}`)
  await expect(row(page, name)).toContainText('Pinned in Winter table')
  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(note(page)).toHaveText(`${name} was not deleted: it is pinned to a stream that is not over. Unpin it there first.`)
  await row(page, name).getByRole('link', { name: 'Winter table' }).click()
  await expect(page).toHaveURL(`${room.shop.url}/admin/streams/${room.streamId}`)
})

test('the price and the stock of a variant are changed in place', async ({ room, admin }) => {
  const id = await room.shop.shirt(`shirt-${room.streamId}`)
  const page = await admin()
  await open(page, room.shop.url, `?q=${id}`)
  await page.getByRole('button', { name: '6 variants of Linen shirt' }).click()
  await price(page, 'Linen shirt, Oat / M').fill('52')
  await price(page, 'Linen shirt, Oat / M').press('Enter')
  await expect(note(page)).toHaveText('Linen shirt, Oat / M saved.')
  await stock(page, 'Linen shirt, Ink / S').fill('9')
  await stock(page, 'Linen shirt, Ink / S').press('Enter')
  await expect.poll(async () => (await room.shop.read(id)).variants.map((variant) => [variant.price.amount, variant.stock])).toEqual(
    [[4900, 4], [5200, 4], [4900, 0], [4900, 9], [5400, null], [4900, null]])
})

test('a duplicate is a new product with the same variants and without article numbers', async ({ room, admin }) => {
  const id = await room.shop.shirt(`shirt-${room.streamId}`)
  const name = `Copy ${room.streamId}`
  const page = await admin()
  await open(page, room.shop.url, `?q=${id}`)
  await page.getByRole('button', { name: 'More for Linen shirt' }).press('Enter')
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByRole('heading', { name: 'New product' })).toBeVisible()
  await dialog(page).getByLabel('Name', { exact: true }).fill(name)
  await dialog(page).getByRole('button', { name: 'Create the product' }).click()
  await expect(note(page)).toHaveText(`${name} is in the shop.`)
  await search(page).fill(name)
  await expect(row(page, name)).toContainText('6 variants')
})

test('a stock that is corrected with a reason stands in the activity, with what can be sold', async ({ room, admin }) => {
  const name = `Jar ${room.streamId}`
  await room.product('jar', { name, stock: 5 })
  const page = await admin()
  await open(page, room.shop.url, `?q=${room.streamId}`)
  await stock(page, name).fill('3')
  await page.getByRole('textbox', { name: 'Why? (optional)' }).fill('Two broke')
  await page.keyboard.press('Enter')
  await expect(note(page)).toHaveText(`${name} saved.`)
  await page.getByRole('button', { name: `More for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Activity' }).click()
  await expect(dialog(page).getByText('5 → 3')).toBeVisible()
  await expect(dialog(page).getByText('Two broke')).toBeVisible()
  await expect(dialog(page).getByRole('row', { name: 'All pieces' })).toHaveText('All pieces30')
})
