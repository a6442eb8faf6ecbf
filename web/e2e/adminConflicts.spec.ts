import type { Page } from '@playwright/test'
import { dialog, drag, expect, pinNames, pinRow, preview, price, signIn, startOrStop, test } from './admin'
import { withoutRole } from './adminViewSteps'
import { spotlightName } from './customer'

/** Holds the requests back until the returned function is called. */
async function hold(page: Page, pattern: string, method: string): Promise<() => void> {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => { release = resolve })
  await page.route(pattern, async (route) => {
    if (route.request().method() === method) await held
    await route.continue()
  })
  return release
}

test('two admins see each other’s changes, and whose they are', async ({ room, admin }) => {
  for (const id of ['mug', 'vase']) await room.shop.pin(room.streamId, await room.product(id))
  const [ann, bob] = [await admin('ann'), await admin('Bob')]

  await drag(bob, 'Vase', 'Mug')
  await bob.mouse.up()
  await expect(pinNames(ann)).toHaveText(['Vase', 'Mug'])
  await expect(pinRow(ann, 'Vase')).toContainText('Bob moved Vase to the top')

  await bob.getByRole('button', { name: 'Hide Mug' }).click()
  await expect(pinRow(ann, 'Mug')).toContainText('Bob hid Mug')
  await ann.getByRole('button', { name: 'Unpin Mug' }).click()
  await expect(pinNames(bob)).toHaveText(['Vase'])
  await expect(bob.getByText('ann unpinned Mug').first()).toBeVisible()
  await expect(pinRow(bob, 'Vase')).not.toContainText('Bob')
})

test('a move on an order that another admin has changed is taken back, and says whose it was', async ({ room, admin }) => {
  for (const id of ['mug', 'vase', 'bowl']) await room.shop.pin(room.streamId, await room.product(id))
  const [ann, bob] = [await admin('ann'), await admin('Bob')]
  const release = await hold(ann, '**/pinned-products/order', 'PUT')

  await drag(ann, 'Bowl', 'Mug')
  await ann.mouse.up()
  await expect(pinNames(ann)).toHaveText(['Bowl', 'Mug', 'Vase'])
  await drag(bob, 'Vase', 'Mug')
  await bob.mouse.up()
  await expect(preview(bob)).toContainText('Version 6 has reached them')
  release()

  await expect(pinNames(ann)).toHaveText(['Vase', 'Mug', 'Bowl'])
  await expect(pinRow(ann, 'Bowl')).toContainText('Bowl was not moved: somebody else changed the order meanwhile.')
  await expect(ann.getByText('Bob moved Vase to the top').first()).toBeVisible()
  await expect(pinNames(bob)).toHaveText(['Vase', 'Mug', 'Bowl'])
})

test('a move and another admin’s other change do not disturb each other', async ({ room, admin }) => {
  for (const id of ['mug', 'vase']) await room.shop.pin(room.streamId, await room.product(id))
  const [ann, bob] = [await admin('ann'), await admin('Bob')]
  const release = await hold(ann, '**/pinned-products/order', 'PUT')
  await drag(ann, 'Vase', 'Mug')
  await ann.mouse.up()
  await bob.getByRole('button', { name: 'Hide Mug' }).click()
  await expect(preview(bob)).toContainText('Version 5 has reached them')
  release()
  for (const page of [ann, bob]) {
    await expect(pinNames(page)).toHaveText(['Vase', 'Mug'])
    await expect(page.getByRole('button', { name: 'Show Mug again' })).toBeVisible()
  }
})

test('a price that another admin has just changed is not overwritten', async ({ room, admin }) => {
  await room.shop.pin(room.streamId, await room.product('mug'))
  const [ann, bob] = [await admin('ann'), await admin('Bob')]
  const release = await hold(ann, '**/api/products/mug-*', 'PATCH')
  await price(ann, 'Mug').fill('17')
  await price(ann, 'Mug').press('Tab')
  await expect(price(ann, 'Mug')).toHaveValue('€17.00')
  await price(bob, 'Mug').fill('15')
  await price(bob, 'Mug').press('Tab')
  await expect(preview(bob)).toContainText('€15.00')
  release()
  await expect(pinRow(ann, 'Mug')).toContainText('The price of Mug was not changed: somebody else changed it meanwhile.')
  await expect(price(ann, 'Mug')).toHaveValue('€15.00')
})

test('a pin beyond the limit of a stream is taken back and says why', async ({ room, admin }) => {
  const pieces = await Promise.all(Array.from({ length: 50 }, (_, index) => room.product(`piece-${String(index)}`)))
  for (const piece of pieces) await room.shop.pin(room.streamId, piece)
  const one = await room.product('onemore')
  const page = await admin()
  await page.getByRole('searchbox').fill('Onemore')
  await page.locator(`[data-hit="${one}"]`).getByRole('button', { name: 'Pin Onemore', exact: true }).click()
  await expect(page.getByText('Onemore was not pinned: a stream holds at most 50 products. Unpin one first.').first()).toBeVisible()
  await expect(pinNames(page)).toHaveCount(50)
  await expect(page.locator(`[data-hit="${one}"]`).getByRole('button', { name: 'Pin Onemore', exact: true })).toBeFocused()
})

test('a confirmation closes when another admin has done the same', async ({ admin }) => {
  const [ann, bob] = [await admin('ann'), await admin('Bob')]
  await ann.getByRole('button', { name: 'Stop', exact: true }).click()
  await startOrStop(bob, 'Stop')
  await expect(dialog(ann)).toBeHidden()
  await expect(ann.getByRole('button', { name: 'Start again' })).toBeVisible()
  await expect(ann.getByText('Bob stopped the stream').first()).toBeVisible()
})

test('an admin’s page stays when the session has ended, and works on after a new sign-in', async ({ room, admin }) => {
  await room.shop.pin(room.streamId, await room.product('mug'))
  const page = await admin()
  await page.route('**/api/livestreams/**', (route) =>
    route.request().method() === 'DELETE'
      ? route.fulfill({ status: 401, json: { type: 'urn:liveshop:problem:unauthorized', status: 401 } })
      : route.fallback(),
  )
  await page.getByRole('button', { name: 'Unpin Mug' }).click()
  await expect(dialog(page)).toContainText('Your session has ended')
  await expect(pinNames(page)).toHaveText(['Mug'])
  await page.unroute('**/api/livestreams/**')
  await dialog(page).getByRole('button', { name: 'Sign in' }).click()
  await expect(dialog(page)).toBeHidden()
  await page.getByRole('button', { name: 'Unpin Mug' }).click()
  await expect(pinNames(page)).toHaveCount(0)
})

test('a user without a role is told so, and can sign in as somebody else', async ({ room, page }) => {
  await page.goto(`${room.shop.url}/admin`)
  await withoutRole('carl')(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'This part is for admins' })).toBeVisible()
  await expect(page.getByText('You are signed in as carl')).toBeVisible()
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click()
  await signIn(page, 'ann')
  await expect(page.getByRole('heading', { name: 'Streams' })).toBeVisible()
})

test('an admin’s page recovers after the server was killed and started again', async ({ server, room, admin, customer }) => {
  await room.shop.pin(room.streamId, await room.product('mug'))
  const page = await admin()

  await server.kill()
  await expect(page.getByText('Connection lost. Reconnecting…')).toBeVisible()
  await expect(preview(page)).toContainText('No connection. Last seen: version 3')
  await page.getByRole('button', { name: 'Unpin Mug' }).click()
  await expect(pinRow(page, 'Mug')).toContainText('Mug was not unpinned: the shop did not answer.')

  await server.start()
  await room.shop.pin(room.streamId, await room.product('vase'))
  await expect(pinNames(page)).toHaveText(['Mug', 'Vase'], { timeout: 30_000 })
  await page.getByRole('button', { name: 'Unpin Mug' }).click()
  await expect(spotlightName(await customer())).toHaveText('Vase')
})
