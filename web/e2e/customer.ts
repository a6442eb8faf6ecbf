import type { Locator, Page } from '@playwright/test'

/** Locators of the customer's pages, by role and accessible name. */
export const spotlight = (page: Page): Locator => page.getByRole('article')
export const spotlightName = (page: Page): Locator => spotlight(page).getByRole('heading')
export const otherNames = (page: Page): Locator =>
  page.getByRole('list', { name: 'Also in this stream' }).getByRole('heading')
export const addButton = (page: Page): Locator => spotlight(page).getByRole('button', { name: /add|sold out/i })
export const cartButton = (page: Page): Locator => page.getByRole('button', { name: /^Cart/ })
export const cart = (page: Page): Locator => page.getByRole('dialog', { name: 'Your cart' })

/** Waits until the page receives changes as messages. */
export async function isLive(page: Page): Promise<void> {
  await page.locator('[data-connection=live]').waitFor()
}
