import type { Page } from '@playwright/test'
import { dialog, expect, test } from './admin'

const form = (page: Page) => dialog(page).first()
const option = (page: Page, name: string) => form(page).getByRole('group', { name })
const field = (page: Page, what: string, variant: string) => form(page).getByRole('textbox', { name: `${what} of ${variant}`, exact: true })
const saved = (page: Page) => page.locator('.saved')

async function openProducts(page: Page, url: string, search: string): Promise<void> {
  await page.goto(`${url}/admin/products?q=${encodeURIComponent(search)}`)
  await page.getByRole('heading', { name: 'Products' }).waitFor()
}

test('a simple product gets sizes and colours by the keyboard alone, and sells as variants', async ({ room, admin }) => {
  const name = `Shirt of ${room.streamId}`
  const id = await room.product('shirt', { name, amount: 4900, stock: 5 })
  const page = await admin()
  await openProducts(page, room.shop.url, name)
  await page.getByRole('button', { name: `Edit ${name}` }).focus()
  await page.keyboard.press('Enter')

  await form(page).getByRole('button', { name: 'Add sizes, colours…' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('S')
  await page.keyboard.press('Enter')
  await page.keyboard.type('M, L,')
  await expect(form(page).getByRole('heading', { name: '3 variants' })).toBeVisible()
  await expect(field(page, 'Stock', 'S')).toHaveValue('5')
  await expect(field(page, 'Stock', 'L')).toHaveValue('0')

  await form(page).getByRole('button', { name: 'Add another option' }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Colour')
  await option(page, 'Colour').getByRole('textbox', { name: 'New value of Colour' }).focus()
  await page.keyboard.type('Oat,Ink,')
  await expect(form(page).getByRole('heading', { name: '6 variants' })).toBeVisible()

  await form(page).getByRole('textbox', { name: 'Stock of all variants' }).fill('7')
  await page.keyboard.press('Enter')
  await expect(field(page, 'Stock', 'L / Ink')).toHaveValue('7')
  await field(page, 'Price', 'M / Ink').fill('54')
  await page.keyboard.press('Enter')
  await expect(field(page, 'Price', 'L / Oat')).toBeFocused()
  await form(page).getByRole('button', { name: 'Save' }).click()
  await expect(saved(page)).toHaveText(`${name} saved.`)

  const product = await room.shop.read(id)
  expect(product.options).toEqual([{ name: 'Size', values: ['S', 'M', 'L'] }, { name: 'Colour', values: ['Oat', 'Ink'] }])
  expect(product.variants.map(({ price, stock }) => [price.amount, stock])).toEqual(
    [[4900, 7], [4900, 7], [4900, 7], [5400, 7], [4900, 7], [4900, 7]])
})

test('a value that is renamed, moved or removed leaves the other variants with their ids', async ({ room, admin }) => {
  const id = await room.shop.shirt(`shirt-${room.streamId}`)
  const before = await room.shop.read(id)
  const page = await admin()
  await openProducts(page, room.shop.url, id)
  await page.getByRole('button', { name: 'Edit Linen shirt' }).click()

  await option(page, 'Colour').getByRole('button', { name: 'Change Oat' }).click()
  await page.keyboard.type('Natural')
  await page.keyboard.press('Enter')
  await expect(option(page, 'Colour').getByRole('button', { name: 'Change Natural' })).toBeFocused()
  await page.keyboard.press('Alt+ArrowRight')
  await expect(option(page, 'Colour').getByRole('listitem')).toHaveText(['Ink', 'Natural'])
  await option(page, 'Size').getByRole('button', { name: 'Change L' }).click()
  await option(page, 'Size').getByRole('button', { name: 'Remove L' }).click()
  await form(page).getByRole('button', { name: 'Save' }).click()
  await expect(saved(page)).toHaveText('Linen shirt saved.')

  const after = await room.shop.read(id)
  const idOf = (product: typeof after, ...values: string[]) =>
    product.variants.find(({ optionValues }) => optionValues.join() === values.join())?.id
  expect(after.options[0]?.values).toEqual(['Ink', 'Natural'])
  expect(after.variants).toHaveLength(4)
  expect(idOf(after, 'Natural', 'M')).toBe(idOf(before, 'Oat', 'M'))
  expect(idOf(after, 'Ink', 'S')).toBe(idOf(before, 'Ink', 'S'))
})

test('errors stand at the variants they belong to, and go when they are mended', async ({ room, admin }) => {
  const id = await room.shop.shirt(`shirt-${room.streamId}`)
  const page = await admin()
  await openProducts(page, room.shop.url, id)
  await page.getByRole('button', { name: 'Edit Linen shirt' }).click()
  await field(page, 'Price', 'Oat / M').fill('cheap')
  await field(page, 'Before', 'Ink / S').fill('10')
  await form(page).getByRole('button', { name: 'Save' }).click()
  await expect(form(page).getByText('2 variants need a look.')).toBeVisible()
  await expect(field(page, 'Price', 'Oat / M')).toBeFocused()
  await expect(form(page).getByText('Higher than the price, or empty.')).toBeVisible()
  await field(page, 'Price', 'Oat / M').fill('54')
  await expect(form(page).getByText('One variant needs a look.')).toBeVisible()
  await field(page, 'Before', 'Ink / S').fill('')
  await expect(form(page).getByText('needs a look.')).toBeHidden()
})

test('an admin is told what another one changes of the product they look at, and both changes are kept', async ({ room, admin }) => {
  const id = await room.shop.shirt(`shirt-${room.streamId}`)
  const page = await admin()
  await openProducts(page, room.shop.url, id)
  await page.getByRole('button', { name: 'Edit Linen shirt' }).click()
  await field(page, 'Price', 'Oat / S').fill('39')

  const bob = await room.shop.as('Bob')
  const { variants, ...product } = await bob.read(id)
  await bob.replace({ ...product, variants: variants.map((variant, n) => (n === 1 ? { ...variant, price: { ...variant.price, amount: 5200 } } : variant)) })
  await expect(form(page)).toContainText('Bob changed it: Oat / M: price €54.00 → €52.00', { timeout: 15_000 })
  await expect(field(page, 'Price', 'Oat / M')).toHaveValue('52.00')
  await expect(field(page, 'Price', 'Oat / S')).toHaveValue('39')
  await form(page).getByRole('button', { name: 'Save' }).click()
  await expect(saved(page)).toHaveText('Linen shirt saved.')
  expect((await room.shop.read(id)).variants).toMatchObject([{ price: { amount: 3900 } }, { price: { amount: 5200 } }, {}, {}, {}, {}])

  await page.getByRole('button', { name: 'More for Linen shirt' }).click()
  await page.getByRole('menuitem', { name: 'Activity' }).click()
  await expect(dialog(page).getByRole('list', { name: 'Activity' }).locator('> li')).toContainText([
    /You changed it.*Oat \/ S: price €49\.00 → €39\.00/, /Bob changed it.*Oat \/ M: price €54\.00 → €52\.00/, /made the product/,
  ])
})
