import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { dialog, expect, signIn, test as base } from './admin'
import type { Room } from './fixtures'
import { placeOrder } from './placeOrder'

interface Fixtures {
  /** Opens the list of the room's orders in a tab of its own. */
  orders: (name?: string, query?: string) => Promise<Page>
  /** Orders a product of the room. */
  place: (productId: string, quantity?: number) => ReturnType<typeof placeOrder>
}

const test = base.extend<Fixtures>({
  orders: async ({ newTab, room }, use) => {
    await use(async (name = 'ann', query = '') => {
      const page = await newTab()
      await page.goto(`${room.shop.url}/admin/orders?stream=${room.streamId}${query}`)
      await signIn(page, name)
      await page.getByRole('heading', { name: 'Orders' }).waitFor()
      return page
    })
  },
  place: async ({ room }, use) => {
    await room.shop.settings({ shipping: { countries: ['DE'], flatRate: { amount: 490, currency: 'EUR' }, freeFrom: null } })
    await use((productId, quantity = 1) => placeOrder(room.shop.url, { productId, quantity, streamId: room.streamId }))
  },
})

const row = (page: Page, number: string) => page.getByRole('row').filter({ hasText: number })
const open = (page: Page, number: string) => page.getByRole('link', { name: number }).click()
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const state = (page: Page) => page.getByRole('region', { name: 'What can be done' }).locator('.state').first()
const stockOf = async (room: Room, id: string) => (await room.shop.read(id)).stock

test('an order appears on the list by itself, and is marked as paid and sent; a double click acts once', async ({ room, orders, place }) => {
  const mug = await room.product('mug')
  const page = await orders()
  await page.getByRole('heading', { name: 'No orders like that' }).waitFor()

  const { number } = await place(mug, 2)
  await expect(row(page, number)).toContainText('To send, not paid yet', { timeout: 15_000 })
  await expect(row(page, number)).toContainText('2 pieces')
  await expect(row(page, number).getByText('New', { exact: true })).toBeVisible()

  await open(page, number)
  await button(page, 'Mark as paid').dblclick()
  await expect(state(page)).toHaveText('To send, paid')
  await expect(page.getByText('ann marked it as paid')).toHaveCount(1)
  await expect(button(page, 'Mark as sent')).toBeVisible()
  await button(page, 'Mark as sent').click()
  await expect(state(page)).toHaveText('Sent, paid')

  await page.goBack()
  await expect(row(page, number)).toContainText('Sent, paid')
  await expect(row(page, number).getByText('New', { exact: true })).toHaveCount(0)
})

test('cancelling an order asks, returns its pieces to the stock, and lets its data be erased', async ({ room, orders, place }) => {
  const vase = await room.product('vase', { stock: 5 })
  const { number, id } = await place(vase, 2)
  expect(await stockOf(room, vase)).toBe(3)

  const page = await orders()
  await open(page, number)
  await button(page, 'Cancel the order').click()
  await expect(dialog(page)).toContainText('The 2 pieces go back into stock at once. Nothing was paid')
  await dialog(page).getByRole('button', { name: 'Keep it' }).last().click()
  await expect(state(page)).toHaveText('To send, not paid yet')
  await button(page, 'Cancel the order').click()
  await dialog(page).getByRole('button', { name: 'Cancel the order' }).click()
  await expect(state(page)).toHaveText('Cancelled')
  await expect.poll(() => stockOf(room, vase)).toBe(5)

  await button(page, 'Erase the customer’s data').click()
  await dialog(page).getByRole('button', { name: 'Erase the customer’s data' }).click()
  await expect(page.getByText('The customer’s data was erased')).toBeVisible()
  await expect(page.getByText('Rosa Meier')).toHaveCount(0)
  await page.goto(`${room.shop.url}/admin/orders/${id}`)
  await expect(page.getByText('ann erased the customer’s data')).toBeVisible()
})

test('what another admin does to an open order appears, and an order paid by hand is paid back by hand', async ({ room, orders, place }) => {
  const { number } = await place(await room.product('bowl'))
  const [ann, bob] = [await orders('ann'), await orders('bob')]
  await open(ann, number)
  await open(bob, number)
  await button(bob, 'Mark as paid').click()
  await expect(state(bob)).toHaveText('To send, paid')
  await expect(ann.getByText('Meanwhile: bob marked it as paid.')).toBeVisible()
  await button(ann, 'Cancel the order').click()
  await expect(dialog(ann)).toContainText('pay it back yourself')
  await dialog(ann).getByRole('button', { name: 'Cancel the order' }).click()
  await expect(state(ann)).toHaveText('Cancelled, to be paid back')
  await button(ann, 'Mark as paid back').click()
  await expect(state(ann)).toHaveText('Cancelled, paid back')
})

test('filters are in the address, Enter opens the only order that is found, and going back keeps the list', async ({ room, orders, place }) => {
  const mug = await room.product('mug')
  const [first, second] = [await place(mug), await place(mug)]
  const page = await orders()
  await row(page, second.number).waitFor()
  await button(page, 'Sent').click()
  await expect(page).toHaveURL(/status=fulfilled/)
  await expect(page.getByRole('heading', { name: 'No orders like that' })).toBeVisible()
  await button(page, 'All').click()
  await row(page, first.number).waitFor()

  await page.keyboard.press('/')
  await page.keyboard.type(first.number.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: `Order ${first.number}` })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue(first.number.toLowerCase())
  await expect(row(page, first.number)).toBeVisible()
  await expect(row(page, second.number)).toHaveCount(0)
})

test('the chosen orders are printed one on a page, without the navigation, on A4 and Letter; the CSV has them', async ({ room, orders, place }) => {
  const mug = await room.product('mug')
  const placed = [await place(mug), await place(mug), await place(mug)]
  const page = await orders()
  for (const { number } of placed.slice(1)) await page.getByRole('checkbox', { name: `Choose order ${number}` }).check()

  const download = page.waitForEvent('download')
  await button(page, 'Download CSV').click()
  const csv = await readFile(await (await download).path(), 'utf8')
  for (const { number } of placed) expect(csv).toContain(number)

  await button(page, 'Packing list of 2 orders').click()
  await page.getByRole('heading', { name: 'Order' }).first().waitFor()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation')).toBeHidden()
  await expect(button(page, 'Print')).toBeHidden()
  for (const format of ['A4', 'Letter']) {
    const pages = (await page.pdf({ format })).toString('latin1').match(/\/Type\s*\/Page\b/g)
    expect(pages, format).toHaveLength(2)
  }
  await page.emulateMedia({ media: 'screen' })
  await page.reload()
  await page.getByRole('radio', { name: 'Compact list' }).check()
  await expect(page.getByRole('heading', { name: 'To be picked' })).toBeVisible()
})
