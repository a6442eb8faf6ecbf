import { test as base, type Page } from '@playwright/test'
import { LiveShopLocal } from './liveShopLocal'
import { Shop } from './shop'

export interface Room {
  shop: Shop
  /** A stream of this test alone, live, with nothing pinned. */
  streamId: string
  /** Makes a product of this test alone, named after its id. */
  product: (id: string, given?: { amount?: number; stock?: number; currency?: string; name?: string; imageUrl?: string | null }) => Promise<string>
}

interface Fixtures {
  room: Room
  /** Opens the customer's page of the room's stream in a browser of its own. */
  customer: () => Promise<Page>
}

let rooms = 0

export const test = base.extend<Fixtures, { server: LiveShopLocal }>({
  server: [
    // Playwright wants the fixtures it depends on spelled out.
     
    async ({}, use) => {
      const server = new LiveShopLocal()
      await server.start()
      await use(server)
      await server.dispose()
    },
    { scope: 'worker' },
  ],

  room: async ({ server }, use) => {
    const shop = await Shop.signIn(server.url)
    await use(await openRoom(shop))
  },

  customer: async ({ browser, room }, use, { project }) => {
    await use(async () => {
      const context = await browser.newContext(project.use)
      const page = await context.newPage()
      await page.goto(`${room.shop.url}/live/${room.streamId}`)
      return page
    })
  },
})

export async function openRoom(shop: Shop): Promise<Room> {
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
