import { isLive, otherNames, spotlightName } from './customer'
import { FaultyProxy, type Fault, type ProxiedRequest } from './faultyProxy'
import { expect, test } from './fixtures'

/** Milliseconds within which a change is shown whenever the API answers. */
const within = 20_000

const isHub = ({ path }: ProxiedRequest) => path.startsWith('/client')
const isJoin = ({ method, path }: ProxiedRequest) => method === 'POST' && path.endsWith('/viewers')
const isApi = ({ path }: ProxiedRequest) => path.startsWith('/api/')
let answers = 0

const faults: Record<string, (request: ProxiedRequest) => Fault> = {
  'WebSockets are blocked': ({ upgrade }) => (upgrade ? 'refuse' : 'pass'),
  'WebSockets are blocked and event streams held back': ({ upgrade, events }) => (upgrade ? 'refuse' : events ? 'hold' : 'pass'),
  'the hub’s host cannot be reached': (request) => (isHub(request) ? 'refuse' : 'pass'),
  'the hub answers 429': (request) => (isHub(request) ? 429 : 'pass'),
  'negotiate answers 500': ({ path }) => (path.endsWith('/negotiate') ? 500 : 'pass'),
  'the join answers 500': (request) => (isJoin(request) ? 500 : 'pass'),
  'the join answers 200 in place of 202': (request) => (isJoin(request) ? 200 : 'pass'),
  'every second answer is dropped': (request) => (isApi(request) || isHub(request) ? (answers++ % 2 ? 'drop' : 'pass') : 'pass'),
  // Nobody joined the group, so the connection carries nothing.
  'the hub is connected and silent': (request) => (isJoin(request) ? 202 : 'pass'),
}

for (const [name, fault] of Object.entries(faults))
  test(`customers see each change within 20 s although ${name}`, async ({ server, room, newTab }) => {
    test.setTimeout(120_000)
    const { shop, streamId } = room
    const proxy = await FaultyProxy.start(server.url, fault)
    try {
      await shop.pin(streamId, await room.product('mug'))
      const page = await newTab()
      await page.goto(`${proxy.url}/live/${streamId}`)
      await expect(spotlightName(page)).toHaveText('Mug', { timeout: within })
      await shop.pin(streamId, await room.product('vase'))
      await expect(otherNames(page)).toHaveText(['Vase'], { timeout: within })
      await shop.pin(streamId, await room.product('bowl'))
      await expect(otherNames(page)).toHaveText(['Vase', 'Bowl'], { timeout: within })
    } finally {
      proxy.stop()
    }
  })

test('long polling brings changes at once where nothing else works', async ({ server, room, newTab }) => {
  test.setTimeout(120_000)
  const { shop, streamId } = room
  const onlyLongPolling = faults['WebSockets are blocked and event streams held back'] ?? (() => 'pass' as const)
  const proxy = await FaultyProxy.start(server.url, onlyLongPolling)
  try {
    const page = await newTab()
    await page.goto(`${proxy.url}/live/${streamId}`)
    await isLive(page)
    await expect.poll(() => proxy.requests.filter((request) => request.events).length).toBe(1)
    await shop.pin(streamId, await room.product('mug'))
    await expect(spotlightName(page)).toHaveText('Mug', { timeout: 3_000 })
  } finally {
    proxy.stop()
  }
})

test('a customer without a connection is told that updates come late', async ({ server, room, newTab }) => {
  test.setTimeout(90_000)
  const proxy = await FaultyProxy.start(server.url, (request) => (isHub(request) ? 'refuse' : 'pass'))
  try {
    const page = await newTab()
    await page.goto(`${proxy.url}/live/${room.streamId}`)
    await expect(page.getByText('Updates come a few seconds late.')).toBeVisible({ timeout: within })
    await page.screenshot({ path: test.info().outputPath('polling.png') })
  } finally {
    proxy.stop()
  }
})
