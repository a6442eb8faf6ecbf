import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { configureApi } from '../api/client'
import type { LiveStreamDetails, LiveStreamState } from '../api/types'
import { watch, type ConnectionStatus } from '../realtime'
import { newestVersion } from '../realtime/newestVersion'
import { product, state, stream } from '../testing'
import { useLivestreamStore } from './livestreamStore'

vi.mock('../realtime', () => ({ watch: vi.fn() }))

const mug = product('mug')
const vase = product('vase')

/** What the realtime client would tell the store. */
let realtime: {
  tell: (state: LiveStreamState) => void
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
    const newest = newestVersion(handlers.onState)
    const stop = vi.fn()
    realtime = {
      tell: (next) => { newest.offer(next) },
      status: handlers.onStatus,
      joined: () => handlers.onJoined?.(),
      stop,
    }
    return { offer: (next) => { newest.offer(next) }, stop }
  })
})
afterEach(() => { vi.useRealTimers() })

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds)

function open() {
  const store = useLivestreamStore()
  store.open('demo')
  return store
}

describe('opening a stream', () => {
  it('shows it as soon as it is read, connected or not', async () => {
    const store = open()
    expect(store.phase).toBe('loading')
    await settle()
    expect(store.phase).toBe('ready')
    expect(store.pins.map((pin) => pin.productId)).toEqual(['mug'])
    expect(store.details?.playbackUrl).toBe('/clip.m3u8')
  })

  it('that does not exist says so and stops trying', async () => {
    served = 404
    const store = open()
    await settle()
    expect(store.phase).toBe('unknown')
    expect(realtime.stop).toHaveBeenCalled()
  })

  it('while the server is down says so, and heals by itself', async () => {
    served = 0
    const store = open()
    await settle()
    expect(store.phase).toBe('unreachable')
    served = stream([mug])
    realtime.joined()
    realtime.tell(state([mug]))
    await settle()
    expect(store.phase).toBe('ready')
    expect(store.details).toBeDefined()
  })

  it('leaves the one before', async () => {
    const store = open()
    await settle()
    const first = realtime
    store.open('other')
    expect(first.stop).toHaveBeenCalled()
    expect(store.state).toBeUndefined()
    expect(store.phase).toBe('loading')
  })

  it('does not show an answer that comes after it was left', async () => {
    const store = open()
    store.close()
    await settle()
    expect(store.details).toBeUndefined()
  })
})

describe('a stream on show', () => {
  it('takes what is told and never goes back', async () => {
    const store = open()
    await settle()
    realtime.tell(state([mug, vase], { version: 3 }))
    realtime.tell(state([], { version: 2 }))
    expect(store.state?.version).toBe(3)
    expect(store.pins).toHaveLength(2)
  })

  it('does not go back for an older answer either', async () => {
    const store = open()
    realtime.tell(state([mug, vase], { version: 3 }))
    await settle()
    expect(store.state?.version).toBe(3)
    expect(store.details?.version).toBe(1)
  })

  it('stays as it is while the connection is lost', async () => {
    const store = open()
    await settle()
    realtime.status('reconnecting')
    served = 0
    await store.reread()
    expect(store.connection).toBe('reconnecting')
    expect(store.phase).toBe('ready')
    expect(store.pins).toHaveLength(1)
  })

  it('reads again what messages do not carry, when it starts', async () => {
    served = stream([], { status: 'scheduled' })
    const store = open()
    await settle()
    served = stream([mug], { version: 2, playbackUrl: '/now.m3u8' })
    realtime.tell(state([mug], { version: 2 }))
    await settle(1_000)
    expect(store.details?.playbackUrl).toBe('/now.m3u8')
  })

  it('reads them again after each loss of the connection', async () => {
    open()
    await settle()
    realtime.joined()
    await settle(1_000)
    expect(reads).toBe(1)
    realtime.joined()
    await settle(1_000)
    expect(reads).toBe(2)
  })

  it('reads nothing again for a pin', async () => {
    open()
    await settle()
    realtime.tell(state([mug, vase], { version: 2 }))
    await settle(10_000)
    expect(reads).toBe(1)
  })

  it('takes the answer to a command, hidden pins beside what customers see', async () => {
    const store = open()
    await settle()
    const answer = stream([mug, vase], { version: 2 })
    const hidden = answer.pinnedProducts.map((pin, index) => ({ ...pin, isActive: index === 0 }))
    store.take({ ...answer, pinnedProducts: hidden })
    expect(store.details?.pinnedProducts).toHaveLength(2)
    expect(store.pins.map((pin) => pin.productId)).toEqual(['mug'])
  })
})
