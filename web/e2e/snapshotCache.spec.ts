import { expect, test } from './fixtures'

test("The browser's cache never answers a snapshot that has changed", async ({ newTab, room }) => {
  const path = `/api/livestreams/${room.streamId}/pinned-products`
  const page = await newTab()
  await page.goto(`${room.shop.url}/api/health`)
  const inPage = () => page.evaluate(async (address) => ((await (await fetch(address)).json()) as { version: number }).version, path)
  const onServer = async () => ((await (await fetch(`${room.shop.url}${path}`)).json()) as { version: number }).version
  const before = await inPage()

  await room.shop.pin(room.streamId, await room.product('mug'))
  await expect.poll(onServer, { intervals: [10] }).toBeGreaterThan(before)

  expect(await inPage()).toBe(before + 1)
})
