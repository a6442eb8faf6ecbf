import type { Page } from '@playwright/test'
import { isLive, spotlight, spotlightName } from './customer'
import { FaultyProxy, type ProxiedRequest } from './faultyProxy'
import { expect, test } from './fixtures'
import { LiveShopLocal } from './liveShopLocal'
import { Shop } from './shop'

const prefix = '/shop'
const image = '/sample/images/mug.svg'
const isBelowPrefix = ({ path }: ProxiedRequest) => path.startsWith(`${prefix}/`)

const server = new LiveShopLocal()
let shop: Shop
let proxy: FaultyProxy
let token: string

test.beforeAll(async () => {
  await server.start()
  shop = await Shop.signIn(server.url)
  token = (await shop.token('ann')).accessToken
  // Behind a proxy the local sign-in is off; the token stays valid, as the data folder holds its key.
  await server.kill()
  await server.start({ ASPNETCORE_FORWARDEDHEADERS_ENABLED: 'true' })
  proxy = await FaultyProxy.start(server.url, (request) => (isBelowPrefix(request) ? 'pass' : 404), prefix)
})

test.beforeEach(() => { proxy.requests.length = 0 })

test.afterAll(async () => {
  proxy.stop()
  await server.dispose()
})

const requested = () => proxy.requests.map(({ path }) => path)
const outside = () => proxy.requests.filter((request) => !isBelowPrefix(request)).map(({ path }) => path)

/** What the page's policy refuses, and what it cannot load. */
function failuresOf(page: Page): string[] {
  const failures: string[] = []
  page.on('console', (message) => { if (message.type() === 'error') failures.push(message.text()) })
  page.on('response', (response) => { if (response.status() >= 400) failures.push(`${response.status()} ${response.url()}`) })
  return failures
}

async function liveStream(id: string): Promise<string> {
  const product = `mug-${id}`
  await shop.product({ id: product, name: 'Mug', imageUrl: image })
  await shop.stream(id, { playbackUrl: '/sample/video/index.m3u8', thumbnailUrl: '/sample/images/teapot.svg' })
  await shop.start(id)
  return product
}

async function pictureIsLoaded(page: Page): Promise<void> {
  const picture = spotlight(page).locator('img')
  await expect(picture).toHaveAttribute('src', prefix + image)
  await expect.poll(() => picture.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBeGreaterThan(0)
}

test('below a proxy’s path prefix a customer gets pushed changes, pictures and the video, also after a reload', async ({ page }) => {
  const product = await liveStream('customer')
  const failures = failuresOf(page)
  await page.goto(`${proxy.url}${prefix}/live/customer`)
  await isLive(page)
  await shop.pin('customer', product)
  // The snapshot is read every 14 s at the earliest.
  await expect(spotlightName(page)).toHaveText('Mug', { timeout: 5_000 })
  await pictureIsLoaded(page)
  const position = () => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)
  await expect.poll(position, { timeout: 20_000 }).toBeGreaterThan(0)

  await page.reload()
  await expect(spotlightName(page)).toHaveText('Mug')
  await pictureIsLoaded(page)
  await isLive(page)
  expect(proxy.requests.filter(({ path, upgrade }) => upgrade && path.startsWith(`${prefix}/client/`)).length).toBeGreaterThanOrEqual(2)
  // Once by each visit: the page takes what was preloaded.
  expect(requested().filter((path) => path === `${prefix}/api/livestreams/customer`)).toHaveLength(2)
  expect(requested()).toEqual(expect.arrayContaining([
    expect.stringMatching(/\/hls-[^/]+\.js$/), expect.stringMatching(/\/hls\.worker-[^/]+\.js$/), expect.stringMatching(/\.woff2$/),
  ]))
  expect({ outside: outside(), failures }).toEqual({ outside: [], failures: [] })
})

test('below a proxy’s path prefix links lead from page to page and the address of the sign-in is there', async ({ page }) => {
  await liveStream('linked')
  await page.goto(`${proxy.url}${prefix}/`)
  await page.getByRole('link', { name: 'Winter table' }).first().click()
  await expect(page).toHaveURL(new RegExp(`${prefix}/live/`))
  await isLive(page)
  await page.goto(`${proxy.url}${prefix}/admin`)
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  expect(outside()).toEqual([])
})

test('below a proxy’s path prefix admins open their streams, and links to customers’ pages have it', async ({ page, context }) => {
  const product = await liveStream('admins')
  await shop.pin('admins', product)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const stored = JSON.stringify({ name: 'ann', accessToken: token, expiresAt: new Date(Date.now() + 3_600_000).toISOString() })
  await context.addInitScript((value) => { localStorage.setItem('liveshop.admin', value) }, stored)
  const failures = failuresOf(page)

  await page.goto(`${proxy.url}${prefix}/admin`)
  const row = page.locator('[data-stream=admins]')
  await expect(row.locator('img')).toHaveAttribute('src', `${prefix}/sample/images/teapot.svg`)
  await row.getByRole('link').click()
  await expect(page).toHaveURL(`${proxy.url}${prefix}/admin/streams/admins`)
  await expect(page.getByRole('link', { name: 'Customers’ page' })).toHaveAttribute('href', `${prefix}/live/admins`)
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`${proxy.url}${prefix}/api/s/admins`)

  await page.goto(`${proxy.url}${prefix}/api/s/admins`)
  await expect(page).toHaveURL(`${proxy.url}${prefix}/live/admins`)
  await expect(spotlightName(page)).toHaveText('Mug')
  expect({ outside: outside(), failures }).toEqual({ outside: [], failures: [] })
})
