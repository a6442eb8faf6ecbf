import { test as base, type Page } from '@playwright/test'
import { LiveShopLocal } from './liveShopLocal'
import { Shop } from './shop'
import { Tabs } from './tabs'

export interface Room {
  shop: Shop
  /** A stream of this test alone, live, with nothing pinned. */
  streamId: string
  /** Makes a product of this test alone, named after its id. */
  product: (id: string, given?: { amount?: number; stock?: number; currency?: string; name?: string; imageUrl?: string | null }) => Promise<string>
}

interface Fixtures {
  room: Room
  /** A page in a browser context of its own, which goes to another test afterwards. */
  newTab: () => Promise<Page>
  /** Opens the customer's page of the room's stream in a tab of its own. */
  customer: () => Promise<Page>
}

interface WorkerFixtures {
  server: LiveShopLocal
  tabs: Tabs
}

let rooms = 0

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    // Playwright reads from the first parameter which fixtures are needed, and accepts nothing but a pattern.
    async ({}, use) => {
      const server = new LiveShopLocal()
      await server.start()
      await use(server)
      await server.dispose()
    },
    { scope: 'worker' },
  ],

  tabs: [
    async ({ browser, server }, use, { project }) => {
      const tabs = new Tabs(() => browser.newContext(project.use), `${server.url}/favicon.svg`)
      await use(tabs)
      await tabs.close()
    },
    { scope: 'worker' },
  ],

  room: async ({ server }, use) => {
    const shop = await Shop.signIn(server.url)
    await use(await openRoom(shop))
  },

  newTab: async ({ tabs }, use) => {
    const taken: Page[] = []
    await use(async () => {
      const page = await tabs.take()
      taken.push(page)
      return page
    })
    await Promise.all(taken.map((page) => tabs.giveBack(page)))
  },

  customer: async ({ newTab, room }, use) => {
    await use(async () => {
      const page = await newTab()
      await page.goto(`${room.shop.url}/live/${room.streamId}`)
      return page
    })
  },
})

async function openRoom(shop: Shop): Promise<Room> {
  const name = `room-${++rooms}-${process.pid}`
  await shop.stream(name)
  await shop.start(name)
  return {
    shop,
    streamId: name,
    async product(id, given = {}) {
      const productId = `${id}-${name}`
      const title = id.charAt(0).toUpperCase() + id.slice(1)
      await shop.product({ id: productId, name: title, ...given })
      return productId
    },
  }
}

export { expect } from '@playwright/test'
