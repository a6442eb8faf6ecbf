import type { Page } from '@playwright/test'
import { orderViews } from './orderViews'
import type { Shop } from './shop'
import { addButton, cartButton, isLive, spotlight } from './customer'

/** A state of a page: where it is, and what brings it about. */
export interface View {
  name: string
  path: string
  act?: (page: Page, shop: Shop) => Promise<unknown>
  /** Runs before the page is opened, on an empty page of the same address. */
  before?: (page: Page, shop: Shop) => Promise<void>
  /** Opened anew for the second size of window, because what it shows goes away after seconds or has to be scrolled to. */
  reopen?: boolean
  /** States that follow on the same page, each after the one before. */
  next?: { name: string; act: (page: Page, shop: Shop) => Promise<unknown> }[]
}

export const abort = (pattern: string) => async (page: Page) => { await page.route(pattern, (route) => route.abort()) }

export const hold = (pattern: string) => async (page: Page) => { await page.route(pattern, () => undefined) }
export const answer = (pattern: string, response: object) => async (page: Page) => {
  await page.route(pattern, (route) => route.fulfill(response))
}
const soldOut = { type: 'urn:liveshop:problem:out-of-stock', title: 'Out of stock', status: 409, available: 0 }

export const views: View[] = [
  ...orderViews,
  { name: 'home', path: '/' },
  { name: 'home-down', path: '/', before: abort('**/api/**') },
  {
    name: 'home-empty',
    path: '/',
    before: answer('**/api/livestreams?*', { json: { items: [], continuationToken: null } }),
  },
  { name: 'playing', path: '/live/playing', act: isLive },
  { name: 'several', path: '/live/several', act: isLive },
  { name: 'single', path: '/live/single', act: isLive },
  { name: 'empty', path: '/live/empty', act: isLive },
  { name: 'many', path: '/live/many', act: isLive },
  { name: 'odd', path: '/live/odd', act: isLive },
  { name: 'sold-out', path: '/live/sold-out', act: isLive },
  { name: 'waiting', path: '/live/soon' },
  { name: 'ended', path: '/live/over' },
  { name: 'unknown-stream', path: '/live/no-such-stream' },
  { name: 'server-down', path: '/live/several', before: abort('**/api/**') },
  { name: 'loading', path: '/live/several', before: hold('**/api/**') },
  { name: 'not-found', path: '/no/such/page' },
  { name: 'legal', path: '/legal/imprint', act: (page) => page.getByText('Sample Street 1').waitFor() },
  {
    name: 'product',
    path: '/live/several',
    act: (page) => page.getByRole('button', { name: 'Details of Stoneware mug' }).click(),
  },
  {
    name: 'cart',
    path: '/live/several',
    act: async (page) => {
      await addButton(page).click()
      await cartButton(page).click()
      await page.getByRole('button', { name: 'Order' }).waitFor()
    },
  },
  { name: 'cart-empty', path: '/live/several', act: (page) => cartButton(page).click() },
  {
    name: 'refused',
    path: '/live/single',
    reopen: true,
    act: async (page) => {
      await answer('**/api/carts/*/items', { status: 409, json: soldOut })(page)
      await addButton(page).click()
      await page.getByRole('main').getByText('Stoneware mug just sold out.').waitFor()
    },
  },
  {
    name: 'offline',
    path: '/live/several',
    act: async (page) => {
      await isLive(page)
      await page.context().setOffline(true)
      await page.getByText('Connection lost. Reconnecting…').waitFor()
    },
  },
  {
    name: 'video-failed',
    path: '/live/playing',
    before: abort('**/sample/video/**'),
    act: (page) => page.getByText('The video cannot be played right now.').waitFor({ timeout: 30_000 }),
  },
]

/** Waits until a page shows what it is going to show. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('main').waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.waitForFunction(() => [...document.images].every((image) => image.complete))
  if (!(await spotlight(page).count())) return
  await spotlight(page).first().evaluate((card) => Promise.all(card.getAnimations().map((animation) => animation.finished)))
}
