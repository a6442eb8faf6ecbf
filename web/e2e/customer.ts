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

const person = {
  Name: 'Ada Kiln', 'E-mail': 'ada@example.com', 'Street and number': 'Sample Street 1', 'Postal code': '12345', 'Town or city': 'Sampletown',
}

/** Opens the checkout of what is in the cart. */
export async function openCheckout(page: Page): Promise<void> {
  await cartButton(page).click()
  await cart(page).getByRole('button', { name: 'Order' }).click()
  await buyButton(page).waitFor()
}

export const checkout = (page: Page): Locator => page.getByRole('dialog', { name: 'Your order' })
export const buyButton = (page: Page): Locator => checkout(page).getByRole('button', { name: /^Order and pay/ })

/** Fills in the form of the checkout. */
export async function fillIn(page: Page, given: Partial<typeof person> = {}): Promise<void> {
  for (const [label, value] of Object.entries({ ...person, ...given })) await checkout(page).getByLabel(label, { exact: true }).fill(value)
  await checkout(page).getByLabel('Country').selectOption('DE')
}
