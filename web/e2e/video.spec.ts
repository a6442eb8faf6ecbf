import type { Page, Route } from '@playwright/test'
import { expect, test, type Room } from './fixtures'

const playlist = '**/sample/video/*.m3u8'
const segments = /\/sample\/video\/.*\.(m4s|ts|mp4)$/
const notice = 'The video cannot be played right now.'

async function watchVideo(room: Room, page: Page): Promise<void> {
  const id = `video-${room.streamId}`
  await room.shop.stream(id, { playbackUrl: '/sample/video/index.m3u8' })
  await room.shop.start(id)
  await page.goto(`${room.shop.url}/live/${id}`)
}

const position = (page: Page) => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)

test('a video plays within 20 s after its playlist appears', async ({ room, page }) => {
  test.setTimeout(90_000)
  await page.route(playlist, (route) => route.fulfill({ status: 404 }))
  await watchVideo(room, page)
  await expect(page.getByText(notice)).toBeVisible({ timeout: 20_000 })
  await page.screenshot({ path: test.info().outputPath('failed.png') })
  await page.unroute(playlist)
  await expect.poll(() => position(page), { timeout: 20_000 }).toBeGreaterThan(0.5)
  await expect(page.getByText(notice)).toBeHidden()
})

test('media that cannot be decoded is given up after few segments, and none is fetched after the notice', async ({ room, page }) => {
  test.setTimeout(120_000)
  let fetched = 0
  await page.route(segments, (route: Route) => {
    fetched++
    return route.fulfill({ status: 200, contentType: 'video/mp4', body: Buffer.alloc(20_000, 7) })
  })
  await watchVideo(room, page)
  await expect(page.getByText(notice)).toBeVisible({ timeout: 30_000 })
  await expect.poll(() => page.getByText(notice).isVisible()).toBe(true)
  const untilNotice = fetched
  expect(untilNotice).toBeLessThanOrEqual(5)
  const since = Date.now()
  await expect.poll(() => Date.now() - since, { timeout: 30_000 }).toBeGreaterThan(20_000)
  expect(fetched).toBe(untilNotice)
})
