import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { configureApi } from '../api/client'
import type { LiveStreamDetails, LiveStreamState } from '../api/types'
import { watch, type ConnectionStatus } from '../realtime'
import { isNewer } from '../realtime/byVersion'
import { product, state, stream } from '../testing'
import { useLiveStreamStore } from './liveStreamStore'

vi.mock('../realtime', () => ({ watch: vi.fn() }))

const mug = product('mug')
const vase = product('vase')

/** Calls the handlers that the store gave to the realtime client. */
let realtime: {
  push: (state: LiveStreamState) => void
  restore: (state: LiveStreamState) => void
  status: (status: ConnectionStatus) => void
  joined: () => void
  stop: ReturnType<typeof vi.fn>
}
let served: LiveStreamDetails | number
let reads: number

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  served = stream([mug], { playbackUrl: '/clip.m3u8' })
  reads = 0
  configureApi({ apiBaseUrl: 'http://shop.test' }, () => {
    reads++
    return served === 0
      ? Promise.reject(new TypeError('Failed to fetch'))
      : Promise.resolve(typeof served === 'number' ? Response.json({}, { status: served }) : Response.json(served))
  })
  vi.mocked(watch).mockImplementation((_base, _id, handlers) => {
    let latest: LiveStreamState | undefined
    const applyServerState = (next: LiveStreamState) => {
      if (!isNewer(next, latest)) return
      latest = next
      handlers.onState(next)
    }
    const stop = vi.fn()
    realtime = {
      push: applyServerState,
      restore: handlers.onState,
      status: handlers.onStatus,
      joined: () => handlers.onJoined?.(),
      stop,
    }
    return { applyServerState, stop }
  })
})
afterEach(() => { vi.useRealTimers() })

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)

function open() {
  const store = useLiveStreamStore()
  store.open('demo')
  return store
}

describe('opening a stream in the store', () => {
  it('is ready as soon as the stream is read, connected or not', async () => {
    const store = open()
    expect(store.phase).toBe('loading')
    await settle()
    expect(store.phase).toBe('ready')
    expect(store.pins.map((pin) => pin.productId)).toEqual(['mug'])
    expect(store.details?.playbackUrl).toBe('/clip.m3u8')
  })

  it('sets the phase to unknown and stops watching when there is no such stream', async () => {
    served = 404
    const store = open()
    await settle()
    expect(store.phase).toBe('unknown')
    expect(realtime.stop).toHaveBeenCalled()
  })

  it('sets the phase to unreachable while the server is down, and recovers by itself', async () => {
    served = 0
    const store = open()
    await settle()
    expect(store.phase).toBe('unreachable')
    served = stream([mug])
    realtime.joined()
    realtime.push(state([mug]))
    await settle()
    expect(store.phase).toBe('ready')
    expect(store.details).toBeDefined()
  })

  it('stops watching the stream that was open before', async () => {
    const store = open()
    await settle()
    const first = realtime
    store.open('other')
    expect(first.stop).toHaveBeenCalled()
    expect(store.state).toBeUndefined()
    expect(store.phase).toBe('loading')
  })

  it('ignores an answer that arrives after the stream was closed', async () => {
    const store = open()
    store.close()
    await settle()
    expect(store.details).toBeUndefined()
  })
})

describe('an open stream in the store', () => {
  it('applies pushed states and never goes back to an older version', async () => {
    const store = open()
    await settle()
    realtime.push(state([mug, vase], { version: 3 }))
    realtime.push(state([], { version: 2 }))
    expect(store.state?.version).toBe(3)
    expect(store.pins).toHaveLength(2)
  })

  it('does not go back to an older version when a read is answered late', async () => {
    const store = open()
    realtime.push(state([mug, vase], { version: 3 }))
    await settle()
    expect(store.state?.version).toBe(3)
    expect(store.details?.version).toBe(1)
  })

  it('reads the details again when several changes were merged, although a pin explains the difference', async () => {
    const store = open()
    await settle()
    served = stream([mug, vase], { version: 3, playbackUrl: '/new.m3u8' })
    realtime.push(state([mug, vase], { version: 3, detailsVersion: 2 }))
    await settle(1_000)
    expect(store.details?.playbackUrl).toBe('/new.m3u8')
  })

  it('reads the details only when they are older than the state’s detailsVersion', async () => {
    served = stream([mug], { version: 4 })
    open()
    await settle()
    realtime.push(state([], { version: 9, detailsVersion: 4 }))
    await settle(20_000)
    expect(reads).toBe(1)
    served = stream([mug], { version: 10, detailsVersion: 10 })
    realtime.push(state([], { version: 10, detailsVersion: 10 }))
    await settle(20_000)
    expect(reads).toBe(2)
  })

  it.each([0, 503])('reads changed details until it succeeds (%i)', async (failure) => {
    const store = open()
    await settle()
    served = failure
    realtime.push(state([mug], { version: 2, detailsVersion: 2, title: 'Other' }))
    await settle(30_000)
    expect(store.details?.version).toBe(1)
    served = stream([mug], { version: 2, playbackUrl: '/new.m3u8' })
    await settle(10_000)
    expect(store.details?.playbackUrl).toBe('/new.m3u8')
    const enough = reads
    await settle(60_000)
    expect(reads).toBe(enough)
  })

  it('loads without a connection once the server answers', async () => {
    served = 0
    const store = open()
    await settle(30_000)
    expect(store.phase).toBe('unreachable')
    served = stream([mug], { playbackUrl: '/clip.m3u8' })
    await settle(10_000)
    expect([store.phase, store.details?.playbackUrl]).toEqual(['ready', '/clip.m3u8'])
  })

  it('takes the details of a restored stream, whose version is lower', async () => {
    served = stream([mug], { version: 9, playbackUrl: '/clip.m3u8' })
    const store = open()
    await settle()
    served = stream([vase], { version: 4, playbackUrl: '/old.m3u8' })
    realtime.restore(state([vase], { version: 4 }))
    expect(store.details?.playbackUrl).toBe('/clip.m3u8')
    await settle(2_000)
    expect([store.state?.version, store.details?.version, store.details?.playbackUrl]).toEqual([4, 4, '/old.m3u8'])
    expect(store.restores).toBe(1)
  })

  it('keeps its state while the connection is lost', async () => {
    const store = open()
    await settle()
    realtime.status('reconnecting')
    served = 0
    await store.refresh()
    expect(store.connection).toBe('reconnecting')
    expect(store.phase).toBe('ready')
    expect(store.pins).toHaveLength(1)
  })

  it('reads the details again when the stream starts with another video', async () => {
    served = stream([], { status: 'scheduled' })
    const store = open()
    await settle()
    served = stream([mug], { version: 3, playbackUrl: '/now.m3u8' })
    realtime.push(state([mug], { version: 3, detailsVersion: 2 }))
    await settle(1_000)
    expect(store.details?.playbackUrl).toBe('/now.m3u8')
  })

  it('reads the details again after each reconnect', async () => {
    open()
    await settle()
    realtime.joined()
    await settle(1_000)
    expect(reads).toBe(1)
    realtime.joined()
    await settle(1_000)
    expect(reads).toBe(2)
  })

  it('does not read the details again for a pin', async () => {
    open()
    await settle()
    realtime.push(state([mug, vase], { version: 2 }))
    await settle(10_000)
    expect(reads).toBe(1)
  })

  it('keeps hidden pins in the details but not in the public state', async () => {
    const store = open()
    await settle()
    const answer = stream([mug, vase], { version: 2 })
    const hidden = answer.pinnedProducts.map((pin, index) => ({ ...pin, isActive: index === 0 }))
    store.applyServerState({ ...answer, pinnedProducts: hidden })
    expect(store.details?.pinnedProducts).toHaveLength(2)
    expect(store.pins.map((pin) => pin.productId)).toEqual(['mug'])
  })
})
