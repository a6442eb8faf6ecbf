import type { Locator, Page } from '@playwright/test'
import { dialog, expect, pinNames, preview, search, test } from './admin'

/** Presses twice at the same place, as a double click of this many milliseconds of the page's own clock does. */
async function pressTwice(page: Page, target: Locator, apart: number): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  await target.hover()
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  await page.mouse.down()
  await page.mouse.up()
  await page.clock.runFor(apart)
  await page.mouse.down()
  await page.mouse.up()
  await page.clock.resume()
}

for (const apart of [120, 250, 400]) {
  test(`a double click of ${apart} ms on × unpins one product`, async ({ room, admin }) => {
    for (const id of ['mug', 'vase', 'bowl']) await room.shop.pin(room.streamId, await room.product(id))
    const page = await admin()
    await pressTwice(page, page.getByRole('button', { name: 'Unpin Mug' }), apart)
    await expect(preview(page)).toContainText('Version 6 has reached them')
    await expect(pinNames(page)).toHaveText(['Vase', 'Bowl'])
    await page.getByRole('button', { name: 'Unpin Vase' }).click()
    await expect(pinNames(page)).toHaveText(['Bowl'])
    await expect.poll(() => room.shop.pinned(room.streamId)).toHaveLength(1)
  })

  test(`a double click of ${apart} ms on Pin pins one product`, async ({ room, admin }) => {
    const name = (id: string) => `${id} ${room.streamId}`
    for (const id of ['mug', 'vase', 'bowl']) await room.product(id, { name: name(id) })
    const page = await admin()
    await search(page).fill(room.streamId)
    await expect(page.locator('[data-hit]')).toHaveCount(3)
    await pressTwice(page, page.getByRole('button', { name: `Pin ${name('vase')}`, exact: true }), apart)
    await expect(preview(page)).toContainText('Version 3 has reached them')
    await expect(pinNames(page)).toHaveText([name('vase')])
    expect(await room.shop.pinned(room.streamId)).toHaveLength(1)
  })
}

test('a press does not act on a row that another admin’s change has just moved there', async ({ room, admin }) => {
  const [mug, vase, bowl] = [await room.product('mug'), await room.product('vase'), await room.product('bowl')] as const
  for (const id of [mug, vase, bowl]) await room.shop.pin(room.streamId, id)
  const page = await admin()
  await page.getByRole('button', { name: 'Unpin Mug' }).hover()
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 1_000)
  await room.shop.unpin(room.streamId, mug)
  await expect(pinNames(page)).toHaveText(['Vase', 'Bowl'])
  await page.mouse.down()
  await page.mouse.up()
  await page.clock.resume()
  await expect(preview(page)).toContainText('Version 6 has reached them')
  await expect(pinNames(page)).toHaveText(['Vase', 'Bowl'])
  expect(await room.shop.pinned(room.streamId)).toEqual([vase, bowl])
})

test('a double click on Stop asks, and is no answer', async ({ admin }) => {
  const page = await admin()
  await pressTwice(page, page.getByRole('button', { name: 'Stop', exact: true }), 120)
  await expect(dialog(page)).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Not now' }).last().click()
  await expect(dialog(page)).toBeHidden()
  await expect(page.getByRole('timer')).toBeVisible()
})
