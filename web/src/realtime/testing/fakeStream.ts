import type { LiveStreamState } from '../../api/types'
import { ComeLater, Unreachable, type LiveStreamHttp } from '../http'
import type { Hub } from '../hub'
import type { PageSignals } from '../pageSignals'

export function stateAt(version: number): LiveStreamState {
  return {
    streamId: 'demo',
    version,
    status: 'live',
    title: `Version ${version}`,
    startedAt: '2026-11-22T10:00:00Z',
    changedAt: '2026-11-22T10:00:00Z',
    pinnedProducts: [],
  }
}

/** How a message or an answer travels. */
export interface Weather {
  random: () => number
  /** Chance of a message that never arrives, and of one that arrives twice. */
  loss: number
  repeat: number
  /** Longest way of a message in milliseconds; ways differ, so messages overtake each other. */
  delay: number
  /** Chance of a failed start, join or snapshot. */
  failure: number
  /** Milliseconds for which the server answers a snapshot from its cache. */
  cached: number
}

export const fairWeather: Weather = { random: () => 0, loss: 0, repeat: 0, delay: 0, failure: 0, cached: 0 }

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A server with one stream, its hub and the network in between. */
export class FakeStream {
  version = 1
  reachable = true
  /** Milliseconds for which the server asks everyone who negotiates to stay away. */
  askedPause: number | undefined
  starts = 0
  snapshots: (number | undefined)[] = []
  private cache = { version: 1, at: -Infinity }
  readonly started = new Set<FakeConnection>()
  private readonly group = new Set<FakeConnection>()

  constructor(readonly weather: Weather = fairWeather) {}

  change(): void {
    this.version++
    for (const connection of this.group) connection.deliver(stateAt(this.version))
  }

  /** Every connection breaks and the clients are told. */
  drop(): void {
    for (const connection of [...this.started]) connection.break()
  }

  /** The server forgets everyone and nobody is told, as a proxy without a keep-alive does. */
  forget(): void {
    this.group.clear()
  }

  hub = (): Hub => new FakeConnection(this)

  http: LiveStreamHttp = {
    negotiate: async () => {
      this.starts++
      await this.travel()
      if (this.askedPause !== undefined) throw new ComeLater('Negotiating was answered with 429.', this.askedPause)
      return { url: 'https://hub.test/client/?hub=liveshop', accessToken: 'token' }
    },
    join: async (connectionId) => {
      await this.travel()
      const connection = [...this.started].find((one) => one.connectionId === connectionId)
      if (!connection) throw new Error('Joining the stream was answered with 404.')
      // A group join is not instant.
      setTimeout(() => this.group.add(connection), this.weather.random() * this.weather.delay)
    },
    snapshot: async (heldVersion) => {
      this.snapshots.push(heldVersion)
      await this.travel()
      if (Date.now() - this.cache.at > this.weather.cached) this.cache = { version: this.version, at: Date.now() }
      const { version } = this.cache
      await this.travel()
      return version === heldVersion ? undefined : stateAt(version)
    },
  }

  async travel(): Promise<void> {
    await pause((this.weather.random() * this.weather.delay) / 4)
    if (!this.reachable) throw new Unreachable('The server did not answer.')
    if (this.weather.random() < this.weather.failure) throw new Error('Answered with 503.')
  }
}

class FakeConnection implements Hub {
  connectionId: string | null = null
  private handler: (state: never) => void = () => undefined
  private closed: () => void = () => undefined

  constructor(private readonly stream: FakeStream) {}

  async start(): Promise<void> {
    await this.stream.travel()
    this.connectionId = `connection-${this.stream.starts}`
    this.stream.started.add(this)
  }

  stop(): Promise<void> {
    this.break()
    return Promise.resolve()
  }

  on(_message: string, handler: (state: never) => void): void {
    this.handler = handler
  }

  onclose(handler: () => void): void {
    this.closed = handler
  }

  break(): void {
    this.stream.started.delete(this)
    this.closed()
  }

  deliver(state: LiveStreamState): void {
    const { random, loss, repeat, delay } = this.stream.weather
    if (!this.stream.started.has(this) || random() < loss) return
    setTimeout(() => { this.handler(state as never) }, random() * delay)
    if (random() < repeat) setTimeout(() => { this.handler(state as never) }, random() * delay * 3)
  }
}

/** A page whose visibility and network the test decides. */
export class FakePage implements PageSignals {
  hidden = false
  offline = false
  private readonly wake = new Set<() => void>()
  private readonly offlineHandlers = new Set<() => void>()

  onWake = (handler: () => void): (() => void) => {
    this.wake.add(handler)
    return () => this.wake.delete(handler)
  }

  onOffline = (handler: () => void): (() => void) => {
    this.offlineHandlers.add(handler)
    return () => this.offlineHandlers.delete(handler)
  }

  show(): void {
    this.hidden = false
    for (const handler of [...this.wake]) handler()
  }

  goOffline(): void {
    this.offline = true
    for (const handler of [...this.offlineHandlers]) handler()
  }

  goOnline(): void {
    this.offline = false
    for (const handler of [...this.wake]) handler()
  }
}

/** A random generator whose history can be told again from its seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
