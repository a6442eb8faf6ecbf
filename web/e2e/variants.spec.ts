import axe, { type AxeResults } from 'axe-core'
import type { Page } from '@playwright/test'
import { cart, cartButton, isLive, spotlight } from './customer'
import { expect, test } from './fixtures'
import { keepScreenshot } from './keepScreenshot'
import { settled } from './views'

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

test('a customer chooses size and colour, and a second tab follows the line in the cart', async ({ room, customer }) => {
  await room.shop.pin(room.streamId, await room.shop.shirt(`shirt-${room.streamId}`))
  const page = await customer()
  const second = await page.context().newPage()
  await second.goto(page.url())
  await isLive(second)

  await spotlight(page).getByRole('button', { name: 'Choose' }).click()
  const sheet = page.getByRole('dialog', { name: 'Linen shirt' })
  await sheet.getByRole('group', { name: 'Colour' }).getByRole('button', { name: 'Oat' }).click()
  await expect(sheet.getByRole('button', { name: 'L: Sold out' })).toHaveCSS('text-decoration-line', 'line-through')
  await test.step('the sheet on a phone and a desktop', () => look(page))

  await sheet.getByRole('group', { name: 'Size' }).getByRole('button', { name: 'M' }).click()
  await expect(sheet.getByText('€54.00')).toBeVisible()
  await sheet.getByRole('button', { name: 'Add to cart' }).click()
  await expect(cartButton(page)).toHaveAccessibleName('Cart, 1 piece')
  await page.keyboard.press('Escape')

  await cartButton(page).click()
  const line = cart(page).getByRole('listitem')
  await expect(line).toContainText('Oat, M')
  await expect(line).toContainText('€54.00')
  await cartButton(second).click()
  await expect(cart(second).getByRole('listitem')).toContainText('Oat, M')
  await line.getByRole('button', { name: 'One more Linen shirt, Oat, M' }).click()
  await expect(cart(page).getByRole('definition')).toHaveText('€108.00')
  // The open cart of another tab reads the server every 15 seconds.
  await expect(cart(second).getByRole('definition')).toHaveText('€108.00', { timeout: 25_000 })
  await second.close()
})

async function look(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  for (const [device, size] of Object.entries(sizes)) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await settled(page)
      await keepScreenshot(page, `variants-${device}-${colorScheme}`)
      const found = await page.evaluate<AxeResults>("axe.run({ preload: false, resultTypes: ['violations'] })")
      const violations = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
      expect(violations, `${device}, ${colorScheme}`).toEqual([])
    }
  }
}
