import type { Page } from '@playwright/test'
import { dialog, expect, preview, test } from './admin'

const newStream = async (page: Page) => {
  await page.getByRole('link', { name: 'Streams' }).click()
  await page.getByRole('button', { name: 'New stream' }).click()
}
const discard = (page: Page) => dialog(page).filter({ hasText: 'Discard what you typed?' })
const form = (page: Page) => dialog(page).filter({ hasText: 'New stream' })

test('typing after New stream and New product goes to the first field', async ({ room, admin }) => {
  const page = await admin()
  await newStream(page)
  await page.keyboard.type('Winter bowls at six')
  await expect(dialog(page).getByLabel('Title')).toHaveValue('Winter bowls at six')
  await expect(dialog(page).getByLabel('Address', { exact: true })).toHaveValue('winter-bowls-at-six')
  await page.goto(`${room.shop.url}/admin/products`)
  await page.getByRole('button', { name: 'New product' }).click()
  await page.keyboard.type('Tea bowl with a lid')
  await expect(dialog(page).getByLabel('Name')).toHaveValue('Tea bowl with a lid')
})

test('a form with input asks before Escape, × or the browser’s back button discards it', async ({ admin }) => {
  const page = await admin()
  await newStream(page)
  await page.keyboard.type('Bowls')
  for (const close of [
    () => page.keyboard.press('Escape'),
    () => form(page).getByRole('button', { name: 'Close' }).click(),
    () => page.mouse.click(5, 5),
    () => page.goBack(),
  ]) {
    await close()
    await expect(discard(page)).toBeVisible()
    await discard(page).getByRole('button', { name: 'Keep editing' }).last().click()
    await expect(discard(page)).toBeHidden()
    await expect(form(page).getByLabel('Title')).toHaveValue('Bowls')
  }
  await expect(page).toHaveURL(/\/admin$/)
  await page.keyboard.press('Escape')
  await discard(page).getByRole('button', { name: 'Discard' }).click()
  await expect(dialog(page)).toHaveCount(0)
})

test('a form with input asks before the page is reloaded, an empty one closes without a question', async ({ admin }) => {
  const page = await admin()
  await newStream(page)
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'New stream' }).click()
  await page.keyboard.type('Bowls')
  const asked = page.waitForEvent('dialog')
  const reloaded = page.reload().catch(() => undefined)
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.accept()
  await reloaded
})

test('an error goes as soon as its field is right', async ({ admin }) => {
  const page = await admin()
  await page.getByRole('link', { name: 'Products' }).click()
  await page.getByRole('button', { name: 'New product' }).click()
  await dialog(page).getByRole('button', { name: 'Create the product' }).click()
  await expect(dialog(page).getByText('This is needed.')).toBeVisible()
  await dialog(page).getByLabel('Name').fill('Bowl')
  await expect(dialog(page).getByText('This is needed.')).toBeHidden()
  await expect(dialog(page).getByText('A price such as')).toBeVisible()
  await dialog(page).getByLabel('Price').fill('12')
  await expect(dialog(page).getByText('A price such as')).toBeHidden()
})

test('a product that was saved is said to be, for all to see', async ({ room, admin }) => {
  const page = await admin()
  const name = `Jug of ${room.streamId}`
  await page.getByRole('link', { name: 'Products' }).click()
  await page.getByRole('button', { name: 'New product' }).click()
  await page.keyboard.type(name)
  await dialog(page).getByLabel('Price').fill('12')
  await dialog(page).getByLabel('Pieces in stock').fill('3')
  await page.keyboard.press('Enter')
  await expect(page.locator('.saved')).toHaveText(`${name} is in the shop.`)
})

test('an admin’s own edit is told as theirs and confirmed', async ({ admin }) => {
  const page = await admin()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await dialog(page).getByLabel('Title').fill('Winter shelf')
  await page.keyboard.press('Enter')
  const told = 'You changed the stream: title “Winter table” → “Winter shelf”'
  await expect(page.locator('.toast').filter({ hasText: told }).getByRole('button', { name: 'Undo' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText(told)
  await expect(page.getByText('ann changed')).toHaveCount(0)
  await expect(preview(page)).toContainText('Winter shelf')
})

test('a suggested address that is taken gets a number', async ({ room, admin }) => {
  const page = await admin()
  for (const id of [`bowls-${room.streamId}`, `bowls-${room.streamId}-2`]) {
    await newStream(page)
    await page.keyboard.type(`Bowls, ${room.streamId}`)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${room.shop.url}/admin/streams/${id}`)
  }
})

test('a start in an hour that the clocks skip is refused, and one that they show twice is chosen', async ({ room, admin }) => {
  const page = await admin()
  await newStream(page)
  await page.keyboard.type(`Clocks ${room.streamId}`)
  await expect(dialog(page)).toContainText('Time zone: Europe/Berlin')
  await dialog(page).getByLabel('Starts').fill('2027-03-28T02:30')
  await dialog(page).getByRole('button', { name: 'Create the stream' }).click()
  await expect(dialog(page)).toContainText('This time does not exist that day')
  await dialog(page).getByLabel('Starts').fill('2027-10-31T02:30')
  await expect(dialog(page)).not.toContainText('This time does not exist that day')
  await dialog(page).getByRole('button', { name: 'Create the stream' }).click()
  await expect(dialog(page)).toContainText('Choose which one is meant.')
  await dialog(page).getByLabel('Which of the two').selectOption({ label: 'An hour later (GMT+1)' })
  await dialog(page).getByRole('button', { name: 'Create the stream' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.locator('.work time')).toHaveAttribute('datetime', /^2027-10-31T01:30:00/)
  await expect(page.locator('.work time')).toHaveText(/31 Oct 2027, 0?2:30/)
})

test('a stream is scheduled in a time zone that is chosen and remembered', async ({ room, admin }) => {
  const page = await admin()
  await newStream(page)
  await page.keyboard.type(`Elsewhere ${room.streamId}`)
  await dialog(page).getByLabel('Time zone').selectOption('America/New_York')
  await dialog(page).getByLabel('Starts').fill('2027-03-12T18:30')
  await expect(dialog(page)).toContainText('Time zone: America/New York (GMT-5) · 13 Mar 2027, 00:30 where you are')
  await dialog(page).getByRole('button', { name: 'Create the stream' }).click()
  await expect(page.locator('.work time')).toHaveAttribute('datetime', /^2027-03-12T23:30:00/)
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(dialog(page).getByLabel('Starts')).toHaveValue('2027-03-12T18:30')
  await dialog(page).getByLabel('Time zone').selectOption('Europe/Berlin')
  await expect(dialog(page).getByLabel('Starts')).toHaveValue('2027-03-13T00:30')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
})

test('Escape pressed again and again closes no form with input', async ({ admin }) => {
  const page = await admin()
  await newStream(page)
  await page.keyboard.type('Bowls')
  for (let press = 0; press < 5; press++) {
    await page.keyboard.press('Escape')
    await expect(discard(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(discard(page)).toBeHidden()
    await expect(form(page).getByLabel('Title')).toHaveValue('Bowls')
  }
})

test('the form asks about a price a hundred times the one before', async ({ room, admin }) => {
  const name = `Jug of ${room.streamId}`
  await room.product('jug', { name, amount: 5500 })
  const page = await admin()
  await page.goto(`${room.shop.url}/admin/products?q=${room.streamId}`)
  await page.getByRole('button', { name: `Edit ${name}` }).click()
  await dialog(page).getByLabel('Price').fill('5495')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toContainText('€5,495.00 in place of €55.00?')
  await dialog(page).getByRole('button', { name: 'Undo' }).click()
  await expect(dialog(page).getByLabel('Price')).toHaveValue('55.00')
  await dialog(page).getByLabel('Price').fill('5495')
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('button', { name: 'Keep' }).click()
  await expect(page.locator('.saved')).toHaveText(`${name} saved.`)
})
