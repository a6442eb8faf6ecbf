import type { Locator, Page } from '@playwright/test'
import { expect, handle, pinNames, pinRow, preview, search, test } from './admin'

const options = { viewport: { width: 1280, height: 900 }, hasTouch: true, locale: 'en-GB', timezoneId: 'Europe/Berlin' }

/** Lets something happen while the page's clock stands, so that no guard's time is over however slow the machine is. */
async function withClockPaused(page: Page, happen: () => Promise<void>): Promise<void> {
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  await happen()
  await page.clock.resume()
}

/** Puts a finger down on a target, lets something happen, and lifts the finger at the same place. */
async function touchWhile(page: Page, target: Locator, happen: () => Promise<void>): Promise<void> {
  // Waits until the row takes presses, which it does not just after it appeared.
  await target.click({ trial: true })
  const box = await target.boundingBox()
  if (!box) throw new Error('The target is not in sight.')
  const devtools = await page.context().newCDPSession(page)
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await withClockPaused(page, async () => {
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] })
    await happen()
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  })
}

/** The context is not used again, because a clock that was installed stays. */
const clockTest = test.extend<{ desktop: Page }>({
  desktop: async ({ browser, room }, use) => {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    await page.goto(`${room.shop.url}/favicon.svg`)
    const token = JSON.stringify({ name: 'ann', ...(await room.shop.token('ann')) })
    await page.evaluate((value) => { localStorage.setItem('liveshop.admin', value) }, token)
    await page.goto(`${room.shop.url}/admin/streams/${room.streamId}`)
    await preview(page).getByText(/has reached them/).waitFor()
    await use(page)
    await context.close()
  },
})

clockTest('a finger that was put down on a pin acts on no pin that moved there before it was lifted', async ({ room, desktop: page }) => {
  const [mug, vase, bowl] = [await room.product('mug'), await room.product('vase'), await room.product('bowl')] as const
  for (const id of [mug, vase, bowl]) await room.shop.pin(room.streamId, id)
  const unpin = page.getByRole('button', { name: 'Unpin Mug' })
  await touchWhile(page, unpin, async () => {
    await room.shop.unpin(room.streamId, mug)
    await expect(pinNames(page)).toHaveText(['Vase', 'Bowl'])
    for (const name of ['Vase', 'Bowl']) await expect(pinRow(page, name)).toHaveCSS('pointer-events', 'none')
  })
  await expect(preview(page)).toContainText('Version 6 has reached them')
  expect(await room.shop.pinned(room.streamId)).toEqual([vase, bowl])
})

clockTest('a finger that was put down on a result pins none that moved there before it was lifted', async ({ room, desktop: page }) => {
  const ids: string[] = []
  for (const id of ['bowl', 'mug', 'vase']) ids.push(await room.product(id, { name: `${id} ${room.streamId}` }))
  await search(page).fill(room.streamId)
  await expect(page.locator('[data-hit]')).toHaveCount(3)
  const pin = page.getByRole('button', { name: `Pin vase ${room.streamId}`, exact: true })
  await touchWhile(page, pin, async () => {
    await room.shop.pin(room.streamId, ids[0] ?? '')
    await expect(pinNames(page)).toHaveText([`bowl ${room.streamId}`])
    for (const row of await page.locator('[data-hit]').all()) await expect(row).toHaveCSS('pointer-events', 'none')
  })
  await expect(preview(page)).toContainText('Version 3 has reached them')
  expect(await room.shop.pinned(room.streamId)).toEqual([ids[0]])
})

clockTest('a tap on a row that has not moved acts on it', async ({ room, desktop: page }) => {
  const [mug, vase] = [await room.product('mug'), await room.product('vase')] as const
  for (const id of [mug, vase]) await room.shop.pin(room.streamId, id)
  const unpin = page.getByRole('button', { name: 'Unpin Mug' })
  await touchWhile(page, unpin, () => Promise.resolve())
  await expect(pinNames(page)).toHaveText(['Vase'])
})

clockTest('Enter pressed twice on × unpins one product and lifts no other', async ({ room, desktop: page }) => {
  for (const id of ['mug', 'vase', 'bowl']) await room.shop.pin(room.streamId, await room.product(id))
  await page.getByRole('button', { name: 'Unpin Mug' }).focus()
  await withClockPaused(page, async () => {
    await page.keyboard.press('Enter')
    await expect(handle(page, 'Vase')).toBeFocused()
    await page.keyboard.press('Enter')
  })
  await expect(handle(page, 'Vase')).toHaveAttribute('aria-pressed', 'false')
  await expect(preview(page)).toContainText('Version 6 has reached them')
  // Another key moves the focus, and Enter means what it is on then.
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Unpin Bowl' }).focus()
  await page.keyboard.press('Enter')
  await expect(pinNames(page)).toHaveText(['Vase'])
})

test('Enter that is held down on × unpins one product', async ({ room, admin }) => {
  for (const id of ['mug', 'vase', 'bowl']) await room.shop.pin(room.streamId, await room.product(id))
  const page = await admin()
  await page.getByRole('button', { name: 'Unpin Mug' }).focus()
  await page.keyboard.down('Enter')
  await expect(handle(page, 'Vase')).toBeFocused()
  for (let repeats = 0; repeats < 5; repeats++) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(handle(page, 'Vase')).toHaveAttribute('aria-pressed', 'false')
  await expect(pinNames(page)).toHaveText(['Vase', 'Bowl'])
})

test('Enter pressed twice in the search pins one product', async ({ room, admin }) => {
  for (const id of ['bowl', 'mug', 'vase']) await room.product(id, { name: `${id} ${room.streamId}` })
  const page = await admin()
  await search(page).fill(room.streamId)
  await expect(page.locator('[data-hit]')).toHaveCount(3)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(pinNames(page)).toHaveText([`bowl ${room.streamId}`])
  await expect(preview(page)).toContainText('Version 3 has reached them')
  expect(await room.shop.pinned(room.streamId)).toHaveLength(1)
})
