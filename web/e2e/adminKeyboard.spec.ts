import type { Locator, Page } from '@playwright/test'
import { dialog, expect, handle, pinNames, preview, price, test } from './admin'
import { spotlightName } from './customer'

const mostStops = 150

/** Presses Tab, or Shift+Tab, until the focus is there. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let stops = 0; stops < mostStops; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`No way by ${key} to ${target.toString()}.`)
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** The focus is on a visible element, not on the body. */
const focusIsSomewhere = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement !== document.body && document.activeElement?.checkVisibility())).toBe(true)

test('an admin does the whole job by keyboard alone', async ({ room, page, browser }) => {
  const { shop, streamId } = room
  for (const id of ['mug', 'vase', 'bowl']) await room.product(id, { name: `${id} ${streamId}` })
  const [mug, vase, bowl] = [`mug ${streamId}`, `vase ${streamId}`, `bowl ${streamId}`]
  const announcements = page.locator('[aria-live=polite].visually-hidden').first()

  await page.goto(`${shop.url}/admin`)
  await tabTo(page, page.getByRole('textbox', { name: 'Your name' }))
  await page.keyboard.type('ann')
  await page.keyboard.press('Enter')

  await press(page, button(page, 'New stream'))
  await tabTo(page, dialog(page).getByLabel('Title'))
  await page.keyboard.type('By keyboard')
  await tabTo(page, dialog(page).getByLabel('Address', { exact: true }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(`keys-${streamId}`)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'By keyboard' })).toBeVisible()

  for (const name of [mug, vase, bowl]) {
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await expect(pinNames(page).last()).toHaveText(name)
    await page.evaluate(() => { (document.activeElement as HTMLElement).blur() })
  }

  await press(page, button(page, 'Start'))
  await press(page, dialog(page).getByRole('button', { name: 'Start' }))
  await expect(dialog(page)).toBeHidden()
  await expect(button(page, 'Stop')).toBeFocused()
  const customer = await browser.newPage()
  await customer.goto(`${shop.url}/live/keys-${streamId}`)
  await expect(spotlightName(customer)).toHaveText(mug)

  await tabTo(page, handle(page, bowl))
  await page.keyboard.press('Space')
  await expect(announcements).toContainText(`${bowl} lifted, place 3 of 3.`)
  await page.keyboard.press('ArrowUp')
  await expect(announcements).toContainText(`${bowl}, place 2 of 3.`)
  await page.keyboard.press('Escape')
  await expect(announcements).toContainText(`${bowl} put back at place 3 of 3.`)
  await expect(pinNames(page)).toHaveText([mug, vase, bowl])
  await page.keyboard.press('Space')
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  await expect(announcements).toContainText(`${bowl} dropped at place 1 of 3.`)
  await expect(handle(page, bowl)).toBeFocused()
  await expect(spotlightName(customer)).toHaveText(bowl)

  await tabTo(page, price(page, bowl))
  await page.keyboard.type('12.5')
  await page.keyboard.press('Enter')
  await expect(price(page, bowl)).toBeFocused()
  await expect(customer.getByRole('article')).toContainText('€12.50')

  await press(page, button(page, `Hide ${bowl}`))
  await expect(button(page, `Show ${bowl} again`)).toBeFocused()
  await expect(spotlightName(customer)).toHaveText(mug)
  await page.keyboard.press('Enter')
  await expect(spotlightName(customer)).toHaveText(bowl)

  await press(page, button(page, `Unpin ${bowl}`))
  await expect(handle(page, mug)).toBeFocused()
  await expect(spotlightName(customer)).toHaveText(mug)
  await press(page, button(page, 'Undo'))
  await expect(spotlightName(customer)).toHaveText(bowl)
  await focusIsSomewhere(page)

  await press(page, button(page, `Unpin ${vase}`))
  await press(page, button(page, `Unpin ${mug}`))
  await press(page, button(page, `Unpin ${bowl}`))
  await focusIsSomewhere(page)
  await expect(preview(page)).toContainText('No product, until you pin one.')

  await press(page, button(page, 'Stop'))
  await press(page, dialog(page).getByRole('button', { name: 'Stop' }))
  await expect(customer.getByRole('heading', { name: 'Thank you for watching' })).toBeVisible()

  await press(page, page.getByRole('link', { name: 'Products' }))
  await press(page, button(page, 'New product'))
  await tabTo(page, dialog(page).getByLabel('Name'))
  await page.keyboard.type(`Tray ${streamId}`)
  await tabTo(page, dialog(page).getByLabel('Price'))
  await page.keyboard.type('34')
  await tabTo(page, dialog(page).getByLabel('Pieces in stock'))
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeHidden()
  await expect(button(page, 'New product')).toBeFocused()
  await tabTo(page, button(page, 'Sign out'), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await focusIsSomewhere(page)
})
