import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../api/problem'
import { FakePage, FakeStream, reliableNetwork, stateAt, type NetworkConditions } from './testing/fakeStream'
import { seededRandom } from './testing/seededRandom'
import { watchLiveStream, type ConnectionStatus } from './watchLiveStream'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

function startWatching(stream: FakeStream, random = () => 0.5) {
  const page = new FakePage()
  const versions: number[] = []
  const statuses: ConnectionStatus[] = []
  const watch = watchLiveStream({
    hub: stream.hub,
    api: stream.api,
    page,
    random,
    onState: (state) => versions.push(state.version),
    onStatus: (status) => statuses.push(status),
  })
  return { page, versions, statuses, watch, status: () => statuses.at(-1), version: () => versions.at(-1) }
}

describe('a watching client on a reliable network', () => {
  it('connects, joins and then reads the snapshot', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(10)
    expect(client.statuses).toEqual(['connecting', 'live'])
    expect(client.versions).toEqual([1])
  })

  it('passes on each state that the hub sends', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(10)
    stream.change()
    stream.change()
    await pass(10)
    expect(client.versions).toEqual([1, 2, 3])
  })

  it('reconciles after two seconds and then every minute, with If-None-Match', async () => {
    const stream = new FakeStream()
    startWatching(stream, () => 0)
    await pass(2_010)
    expect(stream.snapshots).toEqual([undefined, 1])
    await pass(59_000)
    expect(stream.snapshots).toHaveLength(2)
    await pass(1_010)
    expect(stream.snapshots).toEqual([undefined, 1, 1])
  })

  it('applies a state from elsewhere only if it is newer', async () => {
    const client = startWatching(new FakeStream())
    await pass(10)
    client.watch.applyServerState(stateAt(4))
    client.watch.applyServerState(stateAt(3))
    expect(client.versions).toEqual([1, 4])
  })

  it('calls nothing and leaves no timer after it was stopped', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(10)
    client.watch.stop()
    stream.change()
    await pass(300_000)
    expect(client.versions).toEqual([1])
    expect(client.statuses).toEqual(['connecting', 'live'])
    expect(stream.starts).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a watching client that lost its connection', () => {
  it('reports reconnecting, joins again and reads what it missed', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(10)
    stream.drop()
    stream.change()
    await pass(600)
    expect(client.statuses).toEqual(['connecting', 'live', 'reconnecting', 'live'])
    expect(client.version()).toBe(2)
  })

  it('still reconnects after a server was down for an hour', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(10)
    stream.reachable = false
    stream.drop()
    await pass(3_600_000)
    expect(client.status()).toBe('reconnecting')
    expect(stream.starts).toBeGreaterThan(200)
    stream.reachable = true
    stream.change()
    await pass(15_000)
    expect(client.status()).toBe('live')
    expect(client.version()).toBe(2)
  })

  it('connects to a server that comes up later', async () => {
    const stream = new FakeStream()
    stream.reachable = false
    const client = startWatching(stream)
    await pass(5_000)
    expect(client.status()).toBe('reconnecting')
    stream.reachable = true
    await pass(15_000)
    expect(client.version()).toBe(1)
  })

  it('reconnects when the join fails', async () => {
    const stream = new FakeStream()
    vi.spyOn(stream.api, 'join').mockRejectedValueOnce(new ApiError(500, '', ''))
    const client = startWatching(stream)
    await pass(1_000)
    expect(client.statuses).toEqual(['connecting', 'reconnecting', 'live'])
    expect(stream.starts).toBe(2)
  })

  it('waits the full Retry-After of negotiate, even when the page becomes visible or online', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(10)
    stream.retryAfter = 30_000
    stream.drop()
    await pass(1_000)
    expect([stream.starts, client.status()]).toEqual([2, 'reconnecting'])
    stream.retryAfter = undefined
    client.page.show()
    client.page.goOnline()
    await pass(29_000)
    expect(stream.starts).toBe(2)
    await pass(3_000)
    expect([stream.starts, client.status()]).toEqual([3, 'live'])
  })

  it('never negotiates more often than Retry-After allows', async () => {
    const stream = new FakeStream()
    stream.retryAfter = 5_000
    startWatching(stream, () => 0)
    await pass(600_000)
    expect(stream.starts).toBeLessThanOrEqual(121)
    expect(stream.starts).toBeGreaterThan(100)
  })

  it('stops at once while it waits for Retry-After', async () => {
    const stream = new FakeStream()
    stream.retryAfter = 30_000
    const client = startWatching(stream)
    await pass(10)
    client.watch.stop()
    await pass(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('makes no connection when it was stopped during negotiate', async () => {
    const stream = new FakeStream({ ...reliableNetwork, random: () => 1, delay: 4_000 })
    const hub = vi.spyOn(stream, 'hub')
    const client = startWatching(stream)
    await pass(500)
    client.watch.stop()
    await pass(10_000)
    expect(hub).not.toHaveBeenCalled()
  })

  it('keeps its connection and waits for Retry-After when the snapshot is rate limited', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(10)
    const snapshot = vi.spyOn(stream.api, 'snapshot').mockRejectedValue(new ApiError(503, '', '', { retryAfter: 50_000 }))
    await pass(3_000)
    client.page.show()
    client.page.show()
    await pass(45_000)
    expect(snapshot).toHaveBeenCalledTimes(1)
    expect(client.statuses).toEqual(['connecting', 'live'])
  })

  it('times out a connection attempt that never ends', async () => {
    const stream = new FakeStream()
    const hanging = stream.hub()
    hanging.start = () => new Promise(() => undefined)
    hanging.stop = () => new Promise(() => undefined)
    vi.spyOn(stream, 'hub').mockReturnValueOnce(hanging)
    const client = startWatching(stream)
    await pass(21_000)
    expect(client.status()).toBe('live')
  })

  it('catches up within a minute when messages stop without a close', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(5_000)
    stream.dropSilently()
    stream.change()
    await pass(66_000)
    expect(client.version()).toBe(2)
  })

  it('keeps its connection when only the snapshot fails', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(10)
    vi.spyOn(stream.api, 'snapshot').mockRejectedValueOnce(new ApiError(503, '', ''))
    await pass(5_000)
    expect(client.statuses).toEqual(['connecting', 'live'])
  })
})

describe('a watching client on a device that sleeps or goes offline', () => {
  it('reports the loss of the network at once and reconnects as soon as it is back', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(5_000)
    stream.reachable = false
    client.page.goOffline()
    await pass(10)
    expect(client.status()).toBe('reconnecting')
    await pass(60_000)
    stream.reachable = true
    stream.change()
    client.page.goOnline()
    await pass(10)
    expect(client.status()).toBe('live')
    expect(client.version()).toBe(2)
  })

  it('stays connected when the browser reports offline by mistake', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(10)
    client.page.goOffline()
    stream.change()
    await pass(10)
    expect(client.statuses).toEqual(['connecting', 'live'])
    expect(client.version()).toBe(2)
  })

  it('reads nothing while the page is hidden and catches up when it is shown', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(5_000)
    client.page.hidden = true
    stream.dropSilently()
    stream.change()
    const before = stream.snapshots.length
    await pass(600_000)
    expect(stream.snapshots).toHaveLength(before)
    client.page.show()
    await pass(10)
    expect(client.version()).toBe(2)
  })

  it('reconnects once a minute while hidden and at once when shown', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(10)
    client.page.hidden = true
    stream.reachable = false
    stream.drop()
    await pass(600_000)
    expect(stream.starts).toBeLessThanOrEqual(12)
    stream.reachable = true
    client.page.show()
    await pass(10)
    expect(client.status()).toBe('live')
  })
})

describe('a watching client on an unreliable network', () => {
  const seeds = Array.from({ length: 150 }, (_, seed) => seed)

  it.each(seeds)('ends at the newest version and never goes back (seed %i)', async (seed) => {
    const random = seededRandom(seed)
    const network: NetworkConditions = {
      random,
      loss: random() * 0.6,
      duplication: random() * 0.5,
      delay: random() * 8_000,
      failure: random() * 0.4,
      cached: 1_000,
    }
    const stream = new FakeStream(network)
    const client = startWatching(stream, random)

    for (let step = 0; step < 60; step++) {
      await pass(random() * 4_000)
      const dice = random()
      if (dice < 0.6) stream.change()
      else if (dice < 0.7) stream.drop()
      else if (dice < 0.75) stream.dropSilently()
      else if (dice < 0.8) stream.reachable = !stream.reachable
      else if (dice < 0.85) client.page.hidden = !client.page.hidden
      else if (dice < 0.9) client.page.goOffline()
      else if (dice < 0.95) client.page.goOnline()
    }
    Object.assign(network, { ...reliableNetwork, cached: 1_000 })
    stream.reachable = true
    client.page.offline = client.page.hidden = false
    await pass(200_000)

    expect(client.status()).toBe('live')
    expect(client.version()).toBe(stream.version)
    expect(client.versions).toEqual([...new Set(client.versions)].sort((a, b) => a - b))
  })
})
