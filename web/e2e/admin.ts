import type { Locator, Page } from '@playwright/test'
import { test as base } from './fixtures'

/** Locators of the admin's pages, by role and accessible name. */
export const pins = (page: Page): Locator => page.getByRole('list', { name: 'Pinned' })
export const pinNames = (page: Page): Locator => pins(page).getByRole('heading')
export const pinRow = (page: Page, name: string): Locator => pins(page).getByRole('listitem').filter({ hasText: name })
export const handle = (page: Page, name: string): Locator => page.getByRole('button', { name: `Move ${name}, place` })
export const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search products' })
export const price = (page: Page, name: string): Locator => page.getByRole('textbox', { name: `Price of ${name}` })
export const stock = (page: Page, name: string): Locator => page.getByRole('textbox', { name: `Stock of ${name}` })
export const preview = (page: Page): Locator => page.getByRole('region', { name: 'What customers see' })
export const dialog = (page: Page): Locator => page.getByRole('dialog')

export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Presses the button and confirms in the dialog. */
export async function startOrStop(page: Page, what: 'Start' | 'Stop' | 'Start again'): Promise<void> {
  await page.getByRole('button', { name: what, exact: true }).click()
  await dialog(page).getByRole('button', { name: what, exact: true }).click()
}

/** Takes a row by its handle and drops it on the place of another. */
export async function drag(page: Page, name: string, onto: string): Promise<void> {
  // Waits until the row takes the pointer, which it does not just after it moved.
  await handle(page, name).hover()
  const [from, to] = [await handle(page, name).boundingBox(), await handle(page, onto).boundingBox()]
  if (!from || !to) throw new Error('A row is not in sight.')
  const [x, middle] = [from.x + from.width / 2, from.y + from.height / 2]
  await page.mouse.move(x, middle)
  await page.mouse.down()
  await page.mouse.move(x, middle + 10, { steps: 3 })
  await page.mouse.move(x, to.y + to.height / 2, { steps: 10 })
  await page.locator('.lifted').waitFor()
}

interface Fixtures {
  /** Opens the room's stream in a tab of its own, signed in by that name. */
  admin: (name?: string) => Promise<Page>
}

export const test = base.extend<Fixtures>({
  admin: async ({ newTab, room }, use) => {
    await use(async (name = 'ann') => {
      const page = await newTab()
      await page.goto(`${room.shop.url}/admin/streams/${room.streamId}`)
      await signIn(page, name)
      await page.getByRole('heading', { name: 'Winter table' }).waitFor()
      await preview(page).getByText(/has reached them/).waitFor()
      return page
    })
  },
})

export { expect } from '@playwright/test'
