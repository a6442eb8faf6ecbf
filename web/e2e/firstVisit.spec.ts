import type { Page } from '@playwright/test'
import { isLive, spotlightName } from './customer'
import { expect, test } from './fixtures'

const skeleton = (page: Page) => page.locator('#skeleton')
const pageFailed = (page: Page) => page.getByRole('heading', { name: 'This page could not be loaded' })
const signIn = (page: Page) => page.getByRole('textbox', { name: 'Your name' })

test('on a first visit the settings come with the page and the stream is fetched once', async ({ room, page }) => {
  const { shop, streamId } = room
  await shop.pin(streamId, await room.product('mug'))
  const asked: string[] = []
  page.on('request', (request) => { asked.push(`${request.method()} ${new URL(request.url()).pathname}`) })

  await page.goto(`${shop.url}/live/${streamId}`)
  await expect(spotlightName(page)).toHaveText('Mug')
  await isLive(page)

  expect(asked).not.toContain('GET /config.json')
  expect(asked.filter((request) => request === `GET /api/livestreams/${streamId}`)).toHaveLength(1)
})

test('a stream that changed while its page was loading is shown as it is now', async ({ room, page }) => {
  const { shop, streamId } = room
  await shop.pin(streamId, await room.product('mug'))
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => { release = resolve })
  await page.route('**/assets/shop-*.js', async (route) => {
    await released
    await route.continue()
  })
  const preloaded = page.waitForResponse(`**/api/livestreams/${streamId}`)
  await page.goto(`${shop.url}/live/${streamId}`, { waitUntil: 'commit' })
  await preloaded
  await shop.pin(streamId, await room.product('vase'))
  await shop.reorder(streamId, ...(await shop.pinned(streamId)).reverse())

  release()
  await expect(spotlightName(page)).toHaveText('Vase')
})

test('an outline is shown until the scripts run, and then the page in its place', async ({ room, page }) => {
  const { shop, streamId } = room
  await shop.pin(streamId, await room.product('mug'))
  const refused: string[] = []
  page.on('console', (message) => { if (message.text().includes('Content Security Policy')) refused.push(message.text()) })
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => { release = resolve })
  await page.route('**/assets/*.js', async (route) => {
    await released
    await route.continue()
  })
  for (const path of [`/live/${streamId}`, '/', '/admin']) {
    await page.goto(shop.url + path, { waitUntil: 'commit' })
    await expect(skeleton(page)).toBeVisible()
    expect(await skeleton(page).evaluate((element) => getComputedStyle(element).position)).toBe('fixed')
  }

  await page.goto(`${shop.url}/live/${streamId}`, { waitUntil: 'commit' })
  release()
  await expect(spotlightName(page)).toBeVisible()
  await expect(skeleton(page)).toHaveCount(0)
  for (const path of ['/', '/admin', '/nothing']) {
    await page.goto(shop.url + path)
    await expect(skeleton(page)).toHaveCount(0)
  }
  expect(refused).toEqual([])
})

test('an admin’s page whose scripts cannot be loaded says so, and loads when it is tried again', async ({ room, page }) => {
  await page.route('**/assets/AdminLayout-*.js', (route) => route.abort())
  await page.route(`${room.shop.url}/admin`, (route) => (route.request().method() === 'HEAD' ? route.abort() : route.fallback()))
  await page.goto(`${room.shop.url}/admin`)
  await expect(pageFailed(page)).toBeVisible()

  await page.unrouteAll()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(signIn(page)).toBeVisible()
})

test('a page whose scripts are gone after a deployment is loaded anew', async ({ room, page }) => {
  let documents = 0
  page.on('request', (request) => { if (request.isNavigationRequest()) documents++ })
  await page.route('**/assets/AdminLayout-*.js', (route) => (documents < 2 ? route.fulfill({ status: 404 }) : route.continue()))
  await page.goto(`${room.shop.url}/admin`)
  await expect(signIn(page)).toBeVisible()
  expect(documents).toBe(2)
})
