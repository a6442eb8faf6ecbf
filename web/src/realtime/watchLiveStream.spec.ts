import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakePage, FakeStream, fairWeather, seeded, stateAt, type Weather } from './testing/fakeStream'
import { ComeLater } from './http'
import { watchLiveStream, type ConnectionStatus } from './watchLiveStream'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

function watching(stream: FakeStream, random = () => 0.5) {
  const page = new FakePage()
  const versions: number[] = []
  const statuses: ConnectionStatus[] = []
  const watch = watchLiveStream({
    hub: stream.hub,
    http: stream.http,
    page,
    random,
    onState: (state) => versions.push(state.version),
    onStatus: (status) => statuses.push(status),
  })
  return { page, versions, statuses, watch, status: () => statuses.at(-1), version: () => versions.at(-1) }
}

describe('a client in fair weather', () => {
  it('connects, joins and then reads the snapshot', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
    await pass(10)
    expect(client.statuses).toEqual(['connecting', 'live'])
    expect(client.versions).toEqual([1])
  })

  it('shows each change as it is told', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
    await pass(10)
    stream.change()
    stream.change()
    await pass(10)
    expect(client.versions).toEqual([1, 2, 3])
  })

  it('reconciles after two seconds and then every minute, asking only for what is newer', async () => {
    const stream = new FakeStream()
    watching(stream, () => 0)
    await pass(2_010)
    expect(stream.snapshots).toEqual([undefined, 1])
    await pass(59_000)
    expect(stream.snapshots).toHaveLength(2)
    await pass(1_010)
    expect(stream.snapshots).toEqual([undefined, 1, 1])
  })

  it('takes a state learnt elsewhere only if it is newer', async () => {
    const client = watching(new FakeStream())
    await pass(10)
    client.watch.offer(stateAt(4))
    client.watch.offer(stateAt(3))
    expect(client.versions).toEqual([1, 4])
  })

  it('is silent once stopped', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
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

describe('a client that lost its connection', () => {
  it('says so, joins again and reads what it missed', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
    await pass(10)
    stream.drop()
    stream.change()
    await pass(600)
    expect(client.statuses).toEqual(['connecting', 'live', 'reconnecting', 'live'])
    expect(client.version()).toBe(2)
  })

  it('never gives up on a server that is down for an hour', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
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

  it('starts even when the server is not there yet', async () => {
    const stream = new FakeStream()
    stream.reachable = false
    const client = watching(stream)
    await pass(5_000)
    expect(client.status()).toBe('reconnecting')
    stream.reachable = true
    await pass(15_000)
    expect(client.version()).toBe(1)
  })

  it('begins again when the join is refused', async () => {
    const stream = new FakeStream()
    vi.spyOn(stream.http, 'join').mockRejectedValueOnce(new Error('Joining the stream was answered with 500.'))
    const client = watching(stream)
    await pass(1_000)
    expect(client.statuses).toEqual(['connecting', 'reconnecting', 'live'])
    expect(stream.starts).toBe(2)
  })

  it('leaves a server that asks for it alone, looked at or not, and comes back spread out', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
    await pass(10)
    stream.askedPause = 30_000
    stream.drop()
    await pass(1_000)
    expect([stream.starts, client.status()]).toEqual([2, 'reconnecting'])
    stream.askedPause = undefined
    client.page.show()
    client.page.goOnline()
    await pass(29_000)
    expect(stream.starts).toBe(2)
    await pass(3_000)
    expect([stream.starts, client.status()]).toEqual([3, 'live'])
  })

  it('never comes back to a server that asks for a pause more often than that', async () => {
    const stream = new FakeStream()
    stream.askedPause = 5_000
    watching(stream, () => 0)
    await pass(600_000)
    expect(stream.starts).toBeLessThanOrEqual(121)
    expect(stream.starts).toBeGreaterThan(100)
  })

  it('stops at once although it was asked to wait', async () => {
    const stream = new FakeStream()
    stream.askedPause = 30_000
    const client = watching(stream)
    await pass(10)
    client.watch.stop()
    await pass(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('makes no connection when it was stopped while it negotiated', async () => {
    const stream = new FakeStream({ ...fairWeather, random: () => 1, delay: 4_000 })
    const hub = vi.spyOn(stream, 'hub')
    const client = watching(stream)
    await pass(500)
    client.watch.stop()
    await pass(10_000)
    expect(hub).not.toHaveBeenCalled()
  })

  it('keeps its connection and asks again no sooner than it is asked to when the snapshot is put off', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
    await pass(10)
    const snapshot = vi.spyOn(stream.http, 'snapshot').mockRejectedValue(new ComeLater('The stream’s state was answered with 503.', 50_000))
    await pass(3_000)
    client.page.show()
    client.page.show()
    await pass(45_000)
    expect(snapshot).toHaveBeenCalledTimes(1)
    expect(client.statuses).toEqual(['connecting', 'live'])
  })

  it('does not hang in a connection attempt that never ends', async () => {
    const stream = new FakeStream()
    const hanging = stream.hub()
    hanging.start = () => new Promise(() => undefined)
    hanging.stop = () => new Promise(() => undefined)
    vi.spyOn(stream, 'hub').mockReturnValueOnce(hanging)
    const client = watching(stream)
    await pass(21_000)
    expect(client.status()).toBe('live')
  })

  it('heals within a minute when it was forgotten in silence', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
    await pass(5_000)
    stream.forget()
    stream.change()
    await pass(66_000)
    expect(client.version()).toBe(2)
  })

  it('keeps its connection while only the snapshot is refused', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
    await pass(10)
    vi.spyOn(stream.http, 'snapshot').mockRejectedValueOnce(new Error('The stream\'s state was answered with 503.'))
    await pass(5_000)
    expect(client.statuses).toEqual(['connecting', 'live'])
  })
})

describe('a client whose device sleeps', () => {
  it('notices at once that the network is gone, and connects at once when it is back', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
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

  it('stays connected when the browser only believes to be offline', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
    await pass(10)
    client.page.goOffline()
    stream.change()
    await pass(10)
    expect(client.statuses).toEqual(['connecting', 'live'])
    expect(client.version()).toBe(2)
  })

  it('asks nothing while hidden and catches up when looked at', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
    await pass(5_000)
    client.page.hidden = true
    stream.forget()
    stream.change()
    const asked = stream.snapshots.length
    await pass(600_000)
    expect(stream.snapshots).toHaveLength(asked)
    client.page.show()
    await pass(10)
    expect(client.version()).toBe(2)
  })

  it('tries once a minute while hidden and at once when looked at', async () => {
    const stream = new FakeStream()
    const client = watching(stream)
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

describe('a client in any weather', () => {
  const histories = Array.from({ length: 150 }, (_, seed) => seed)

  it.each(histories)('ends at the newest version and never falls back (history %i)', async (seed) => {
    const random = seeded(seed)
    const weather: Weather = {
      random,
      loss: random() * 0.6,
      repeat: random() * 0.5,
      delay: random() * 8_000,
      failure: random() * 0.4,
      cached: 1_000,
    }
    const stream = new FakeStream(weather)
    const client = watching(stream, random)

    for (let step = 0; step < 60; step++) {
      await pass(random() * 4_000)
      const dice = random()
      if (dice < 0.6) stream.change()
      else if (dice < 0.7) stream.drop()
      else if (dice < 0.75) stream.forget()
      else if (dice < 0.8) stream.reachable = !stream.reachable
      else if (dice < 0.85) client.page.hidden = !client.page.hidden
      else if (dice < 0.9) client.page.goOffline()
      else if (dice < 0.95) client.page.goOnline()
    }
    Object.assign(weather, { ...fairWeather, cached: 1_000 })
    stream.reachable = true
    client.page.offline = client.page.hidden = false
    await pass(200_000)

    expect(client.status()).toBe('live')
    expect(client.version()).toBe(stream.version)
    expect(client.versions).toEqual([...new Set(client.versions)].sort((a, b) => a - b))
  })
})
