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

test('media that cannot be decoded is given up after few segments, and nothing is fetched after the notice', async ({ room, page }) => {
  const fetched: string[] = []
  page.on('request', (request) => { if (request.url().includes('/sample/video/')) fetched.push(request.url()) })
  await page.route(segments, (route: Route) => route.fulfill({ status: 200, contentType: 'video/mp4', body: Buffer.alloc(20_000, 7) }))
  await page.clock.install()
  await watchVideo(room, page)
  await expect(page.getByText(notice)).toBeVisible({ timeout: 30_000 })
  const untilNotice = fetched.length
  expect(fetched.filter((url) => segments.test(url)).length).toBeLessThanOrEqual(5)
  // The page's own clock, so that the retries of 20 s would come at once.
  await page.clock.runFor(20_000)
  await expect(page.getByText(notice)).toBeVisible()
  expect(fetched.slice(untilNotice)).toEqual([])
})
