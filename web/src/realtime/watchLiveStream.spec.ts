import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, NetworkError } from '../api/problem'
import { FakePage } from './testing/fakePage'
import { FakeStream, reliableNetwork, stateAt, type NetworkConditions } from './testing/fakeStream'
import { seededRandom } from './testing/seededRandom'
import { watchLiveStream, type ConnectionStatus } from './watchLiveStream'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

function startWatching(stream: FakeStream, random = () => 0.5, longestInterval?: number) {
  const page = new FakePage()
  const versions: number[] = []
  const statuses: ConnectionStatus[] = []
  const watch = watchLiveStream({
    hub: stream.hub,
    api: stream.api,
    page,
    random,
    longestInterval,
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

  it('reconciles after two seconds and then every 11 to 14 s, with If-None-Match', async () => {
    const stream = new FakeStream()
    startWatching(stream, () => 0)
    await pass(2_010)
    expect(stream.snapshots).toEqual([undefined, 1])
    await pass(10_900)
    expect(stream.snapshots).toHaveLength(2)
    await pass(200)
    expect(stream.snapshots).toEqual([undefined, 1, 1])
  })

  it('reconciles as seldom as it is configured to, and more often once messages cannot be relied on', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream, () => 1, 60_000)
    await pass(5_000)
    const reads = stream.snapshots.length
    await pass(300_000)
    expect(stream.snapshots.length - reads).toBe(5)
    stream.dropSilently()
    await timeToSee(stream, client)
    await pass(3_000)
    expect(await timeToSee(stream, client)).toBeLessThan(12_000)
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

  it('keeps its connection when one answer is lost, and drops it when two are', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream)
    await pass(5_000)
    const lost = () => Promise.reject(new NetworkError('lost'))
    const snapshot = vi.spyOn(stream.api, 'snapshot').mockImplementationOnce(lost)
    await pass(20_000)
    expect(client.statuses).toEqual(['connecting', 'live'])
    snapshot.mockImplementationOnce(lost).mockImplementationOnce(lost)
    await pass(20_000)
    expect(client.statuses).toEqual(['connecting', 'live', 'reconnecting', 'live'])
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

/** Makes a change and returns the milliseconds until the client has it. */
async function timeToSee(stream: FakeStream, client: ReturnType<typeof startWatching>): Promise<number> {
  const since = Date.now()
  stream.change()
  while (client.version() !== stream.version && Date.now() - since < 120_000) await pass(100)
  return Date.now() - since
}

describe('a watching client whose channel of messages carries nothing', () => {
  const within = 20_000
  const broken: Record<string, (stream: FakeStream) => void> = {
    'refuses every negotiate with 429': (stream) => { stream.retryAfter = 30_000 },
    'answers negotiate with 500': (stream) => { vi.spyOn(stream.api, 'negotiate').mockRejectedValue(new ApiError(500, '', '')) },
    'is on a host that cannot be reached': (stream) => {
      vi.spyOn(stream, 'hub').mockImplementation(() => {
        throw new Error('blocked')
      })
    },
    'never answers a handshake': (stream) => { for (const one of ['webSockets', 'serverSentEvents', 'longPolling'] as const) stream.blocked.add(one) },
    'answers every join with 500': (stream) => { vi.spyOn(stream.api, 'join').mockRejectedValue(new ApiError(500, '', '')) },
    'answers no join': (stream) => { vi.spyOn(stream.api, 'join').mockReturnValue(new Promise(() => undefined)) },
    'accepts the join and sends nothing': (stream) => { vi.spyOn(stream.api, 'join').mockResolvedValue() },
  }

  for (const [what, breakIt] of Object.entries(broken)) {
    it.each([0.01, 0.5, 1])(`sees each change within 20 s when it ${what} (random %d)`, async (random) => {
      const stream = new FakeStream({ ...reliableNetwork, cached: 1_000 })
      breakIt(stream)
      const client = startWatching(stream, () => random)
      await pass(30_000)
      for (let change = 0; change < 5; change++) {
        await pass(change * 3_700)
        expect(await timeToSee(stream, client)).toBeLessThan(within)
      }
    })
  }

  it('sees the first change after it fell silent within 20 s, and each later one within 12 s', async () => {
    const stream = new FakeStream({ ...reliableNetwork, cached: 1_000 })
    const client = startWatching(stream, () => 1)
    await pass(5_000)
    expect(await timeToSee(stream, client)).toBe(100)
    stream.dropSilently()
    expect(await timeToSee(stream, client)).toBeLessThan(within)
    await pass(3_000)
    for (let change = 0; change < 5; change++) expect(await timeToSee(stream, client)).toBeLessThan(12_000)
    expect(client.statuses).toEqual(['connecting', 'live'])
  })

  it('polls less often again once a message is the first to bring a change', async () => {
    const stream = new FakeStream()
    const client = startWatching(stream, () => 1)
    await pass(5_000)
    stream.dropSilently()
    await timeToSee(stream, client)
    await pass(3_000)
    const readsIn = async (milliseconds: number) => {
      const before = stream.snapshots.length
      await pass(milliseconds)
      return stream.snapshots.length - before
    }
    expect(await readsIn(60_000)).toBeGreaterThanOrEqual(5)
    stream.rejoin()
    expect(await timeToSee(stream, client)).toBe(100)
    await pass(14_000)
    expect(await readsIn(60_000)).toBeLessThanOrEqual(5)
  })

  it('reports polling while the API answers, and reconnecting when it does not', async () => {
    const stream = new FakeStream()
    stream.retryAfter = 5_000
    const client = startWatching(stream)
    await pass(15_000)
    expect(client.statuses).toEqual(['connecting', 'reconnecting', 'polling'])
    stream.reachable = false
    await pass(15_000)
    expect(client.status()).toBe('reconnecting')
    stream.reachable = true
    stream.retryAfter = undefined
    await pass(30_000)
    expect(client.status()).toBe('live')
  })

  it('is not delayed when the device’s clock is set back by an hour', async () => {
    const stream = new FakeStream()
    stream.retryAfter = 60_000
    const client = startWatching(stream)
    await pass(15_000)
    vi.setSystemTime(Date.now() - 3_600_000)
    stream.change()
    await pass(10_000)
    expect(client.version()).toBe(2)
  })

  it('reads again within 6 s beside a snapshot that is not answered', async () => {
    const stream = new FakeStream()
    stream.retryAfter = 60_000
    const client = startWatching(stream, () => 1)
    await pass(15_000)
    vi.spyOn(stream.api, 'snapshot').mockReturnValueOnce(new Promise(() => undefined))
    expect(await timeToSee(stream, client)).toBeLessThan(17_000)
  })

  it('leaves out a transport whose handshake failed, and begins with the best one after all have failed', async () => {
    const stream = new FakeStream()
    stream.blocked.add('webSockets').add('serverSentEvents')
    const client = startWatching(stream)
    await pass(23_000)
    expect([stream.transports, client.status()]).toEqual([['webSockets', 'serverSentEvents', 'longPolling'], 'live'])
    stream.blocked.add('longPolling')
    stream.drop()
    await pass(60_000)
    expect(stream.transports.slice(3, 7)).toEqual(['webSockets', 'serverSentEvents', 'longPolling', 'webSockets'])
  })
})

describe('a watching client of a stream that was restored from a backup', () => {
  it('takes the lower version after the API confirmed it, and then each message', async () => {
    const stream = new FakeStream({ ...reliableNetwork, cached: 1_000 })
    const client = startWatching(stream, () => 1)
    await pass(5_000)
    for (let change = 0; change < 8; change++) stream.change()
    await pass(1_000)
    expect(client.version()).toBe(9)
    stream.restore(4)
    stream.change()
    await pass(20_000)
    expect(client.version()).toBe(5)
    stream.change()
    await pass(10)
    expect(client.version()).toBe(6)
  })

  it('never goes back for an answer that is only late, however fast the stream changes', async () => {
    const stream = new FakeStream({ ...reliableNetwork, cached: 1_000 })
    const client = startWatching(stream, () => 0)
    await pass(5_000)
    for (let change = 0; change < 600; change++) {
      stream.change()
      await pass(200)
    }
    expect(client.versions).toEqual(client.versions.toSorted((a, b) => a - b))
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
