import type { Locator, Page } from '@playwright/test'

/** What a customer sees and does, by what it is called. */
export const spotlight = (page: Page): Locator => page.getByRole('article')
export const spotlightName = (page: Page): Locator => spotlight(page).getByRole('heading')
export const otherNames = (page: Page): Locator =>
  page.getByRole('list', { name: 'Also in this stream' }).getByRole('heading')
export const addButton = (page: Page): Locator => spotlight(page).getByRole('button', { name: /add|sold out/i })
export const cartButton = (page: Page): Locator => page.getByRole('button', { name: /^Cart/ })
export const cart = (page: Page): Locator => page.getByRole('dialog', { name: 'Your cart' })

/** Waits until the page is told of changes as they happen. */
export async function isLive(page: Page): Promise<void> {
  await page.locator('[data-connection=live]').waitFor()
}
