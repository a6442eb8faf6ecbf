import type { Page } from '@playwright/test'
import { dialog, expect, signIn, test } from './admin'
import { isLive } from './customer'

// The settings are the whole server's, so these tests run in turn, and by names that no other test looks for.
test.describe.configure({ mode: 'serial' })

const openSettings = async (page: Page, url: string, name = 'ann') => {
  await page.goto(`${url}/admin/shop`)
  await signIn(page, name)
  await page.getByRole('heading', { name: 'Shop', level: 1 }).waitFor()
}
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })
const save = (page: Page) => page.getByRole('button', { name: 'Save' })
const accentOf = (page: Page) =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'))
    probe.style.color = 'var(--accent)'
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  })

test('an open customer page follows a new name, accent and imprint', async ({ room, newTab, customer }) => {
  const page = await customer()
  await isLive(page)
  const admin = await newTab()
  await openSettings(admin, room.shop.url)

  await field(admin, 'Name').fill('Bowls & More')
  await field(admin, 'Accent colour').fill('#006d77')
  await expect(admin.getByText(/^Text on it 5\.\d:1 ✓$/)).toBeVisible()
  await field(admin, 'Imprint').fill('Bowls & More\nStreet 1\n\nWrite to us.')
  await save(admin).dblclick()
  await expect(admin.locator('.saved')).toHaveText('Saved. Customers see it within a minute.')

  // The page asks again when it gets the focus, as it does every minute.
  await page.evaluate(() => dispatchEvent(new Event('focus')))
  await expect(page.getByRole('link', { name: 'Bowls & More' })).toBeVisible()
  await expect(page).toHaveTitle(/ · Bowls & More$/)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => accentOf(page)).toBe('rgb(0, 109, 119)')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => accentOf(page)).toBe('rgb(77, 153, 160)')

  await page.getByRole('link', { name: 'Imprint' }).click()
  await expect(page.getByRole('heading', { name: 'Imprint' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('paragraph')).toHaveText(['Bowls & More\nStreet 1', 'Write to us.'])
})

test('of two admins the second sees what the first changed, and keeps the own input', async ({ room, newTab }) => {
  const [ann, bob] = [await newTab(), await newTab()]
  await openSettings(ann, room.shop.url)
  await openSettings(bob, room.shop.url, 'bob')

  await field(bob, 'Slogan').fill('Bob’s words')
  await field(bob, 'Before a stream starts').fill('Bob puts the kettle on.')
  await save(bob).click()
  await expect(bob.locator('.saved')).toBeVisible()
  await field(ann, 'Slogan').fill('Ann’s words')
  await save(ann).click()

  await expect(ann.getByText('Now: Bob’s words')).toBeVisible()
  await expect(field(ann, 'Slogan')).toHaveValue('Ann’s words')
  await expect(field(ann, 'Before a stream starts')).toHaveValue('Bob puts the kettle on.')
  await save(ann).click()
  await expect(ann.locator('.saved')).toBeVisible()
  await expect(ann.getByText('Now: Bob’s words')).toBeHidden()
})

test('settings that are not saved are asked about before the page is left', async ({ room, newTab }) => {
  const page = await newTab()
  await openSettings(page, room.shop.url)
  await field(page, 'Name').fill('Never saved')

  await page.getByRole('link', { name: 'Products' }).click()
  await dialog(page).getByRole('button', { name: 'Keep editing' }).last().click()
  await expect(field(page, 'Name')).toHaveValue('Never saved')
  await page.getByRole('link', { name: 'Products' }).click()
  await dialog(page).getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('heading', { name: 'Products', level: 1 })).toBeVisible()
})

test('the link to share is copied and leads to the stream', async ({ room, newTab }) => {
  const page = await newTab()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: room.shop.url })
  await page.goto(`${room.shop.url}/admin/streams/${room.streamId}`)
  await signIn(page, 'ann')
  await page.getByRole('button', { name: 'Copy link' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible()

  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toBe(`${room.shop.url}/api/s/${room.streamId}`)
  const customer = await newTab()
  await customer.goto(link)
  await expect(customer).toHaveURL(`${room.shop.url}/live/${room.streamId}`)
})
