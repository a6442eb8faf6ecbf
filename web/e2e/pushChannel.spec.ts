import type { Locator, Page } from '@playwright/test'
import { isLive, otherNames, spotlightName } from './customer'
import { FaultyProxy, type Fault, type ProxiedRequest } from './faultyProxy'
import { expect, test } from './fixtures'

/** Milliseconds within which a change is shown whenever the API answers. */
const within = 20_000

const isHub = ({ path }: ProxiedRequest) => path.startsWith('/client')
const isJoin = ({ method, path }: ProxiedRequest) => method === 'POST' && path.endsWith('/viewers')
const isApi = ({ path }: ProxiedRequest) => path.startsWith('/api/')

const unreachable = 'the hub’s host cannot be reached'

function dropEverySecond(): (request: ProxiedRequest) => Fault {
  let answers = 0
  return (request) => ((isApi(request) || isHub(request)) && answers++ % 2 ? 'drop' : 'pass')
}

const faults: Record<string, (request: ProxiedRequest) => Fault> = {
  'WebSockets are blocked': ({ upgrade }) => (upgrade ? 'refuse' : 'pass'),
  'WebSockets are blocked and event streams held back': ({ upgrade, events }) => (upgrade ? 'refuse' : events ? 'hold' : 'pass'),
  [unreachable]: (request) => (isHub(request) ? 'refuse' : 'pass'),
  'the hub answers 429': (request) => (isHub(request) ? 429 : 'pass'),
  'negotiate answers 500': ({ path }) => (path.endsWith('/negotiate') ? 500 : 'pass'),
  'the join answers 500': (request) => (isJoin(request) ? 500 : 'pass'),
  'the join answers 200 in place of 202': (request) => (isJoin(request) ? 200 : 'pass'),
  'every second answer is dropped': dropEverySecond(),
  // Nobody joined the group, so the connection carries nothing.
  'the hub is connected and silent': (request) => (isJoin(request) ? 202 : 'pass'),
}

// Nine customers of the same stream at once, each behind a proxy of their own, since each spends most of the time waiting.
test('customers see each change within 20 s whatever happens to the push channel, and are told when updates come late', async ({ server, room, newTab }) => {
  test.setTimeout(120_000)
  const { shop, streamId } = room
  const [mug, vase, bowl] = [await room.product('mug'), await room.product('vase'), await room.product('bowl')] as const
  const proxies = await Promise.all(Object.values(faults).map((fault) => FaultyProxy.start(server.url, fault)))
  try {
    const customers = await Promise.all(Object.keys(faults).map(async (name, n) => {
      const page = await newTab()
      await page.goto(`${proxies[n]?.url ?? ''}/live/${streamId}`)
      return { name, page }
    }))
    async function allSee(pinned: string, locate: (page: Page) => Locator, names: string[]): Promise<void> {
      await shop.pin(streamId, pinned)
      await Promise.all(customers.map(({ name, page }) => expect.soft(locate(page), name).toHaveText(names, { timeout: within })))
    }
    await allSee(mug, spotlightName, ['Mug'])
    await allSee(vase, otherNames, ['Vase'])
    await allSee(bowl, otherNames, ['Vase', 'Bowl'])
    for (const { page } of customers.filter(({ name }) => name === unreachable))
      await expect(page.getByText('Updates come a few seconds late.')).toBeVisible()
  } finally {
    for (const proxy of proxies) proxy.stop()
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
