import { ApiError, NetworkError } from '../../api/problem'
import type { HubAddress, LiveStreamState } from '../../api/types'
import type { Hub } from '../hub'
import type { LiveStreamApi } from '../liveStreamApi'
import type { Transport } from '../transports'

export function stateAt(version: number): LiveStreamState {
  return {
    streamId: 'demo',
    version,
    status: 'live',
    title: `Version ${version}`,
    startedAt: '2026-11-22T10:00:00Z',
    changedAt: '2026-11-22T10:00:00Z',
    detailsVersion: 1,
    pinnedProducts: [],
  }
}

/** How reliable and fast the simulated network is. */
export interface NetworkConditions {
  random: () => number
  /** Probability that a message is lost, and that it arrives twice. */
  loss: number
  duplication: number
  /** Longest delay of a message in milliseconds. Delays differ, so messages overtake each other. */
  delay: number
  /** Probability that a start, join or snapshot fails. */
  failure: number
  /** Milliseconds for which the server answers a snapshot from its cache. */
  cached: number
}

export const reliableNetwork: NetworkConditions = { random: () => 0, loss: 0, duplication: 0, delay: 0, failure: 0, cached: 0 }

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A server with one stream and its hub behind a simulated network. */
export class FakeStream {
  version = 1
  reachable = true
  /** The Retry-After of negotiate in milliseconds; while it is set, negotiate is answered with 429. */
  retryAfter: number | undefined
  starts = 0
  snapshots: (number | undefined)[] = []
  private cache = { version: 1, at: -Infinity }
  readonly started = new Set<FakeConnection>()
  private readonly group = new Set<FakeConnection>()

  constructor(readonly network: NetworkConditions = reliableNetwork) {}

  change(): void {
    this.version++
    for (const connection of this.group) connection.deliver(stateAt(this.version))
  }

  /** Sets the stream back to an older version, as restoring a backup does. */
  restore(version: number): void {
    this.version = version
  }

  /** Breaks every connection; the clients notice. */
  drop(): void {
    for (const connection of [...this.started]) connection.break()
  }

  /** Stops delivering messages without closing connections, as a proxy without keep-alive does. */
  dropSilently(): void {
    this.group.clear()
  }

  /** Delivers messages to the open connections again. */
  rejoin(): void {
    for (const connection of this.started) this.group.add(connection)
  }

  /** Transports whose handshake is never answered. */
  readonly blocked = new Set<Transport>()
  readonly transports: Transport[] = []

  hub = (_address?: HubAddress, transport: Transport = 'webSockets'): Hub => {
    this.transports.push(transport)
    return new FakeConnection(this, transport)
  }

  api: LiveStreamApi = {
    negotiate: async () => {
      this.starts++
      await this.transmit()
      if (this.retryAfter !== undefined) throw new ApiError(429, '', '', { retryAfter: this.retryAfter })
      return { url: 'https://hub.test/client/?hub=liveshop', accessToken: 'token', now: new Date().toISOString() }
    },
    join: async (connectionId) => {
      await this.transmit()
      const connection = [...this.started].find((candidate) => candidate.connectionId === connectionId)
      if (!connection) throw new ApiError(404, '', '')
      // A group join is not instant.
      setTimeout(() => this.group.add(connection), this.network.random() * this.network.delay)
    },
    snapshot: async (heldVersion) => {
      this.snapshots.push(heldVersion)
      await this.transmit()
      const now = performance.now()
      if (now - this.cache.at > this.network.cached) this.cache = { version: this.version, at: now }
      const { version } = this.cache
      await this.transmit()
      return version === heldVersion ? undefined : stateAt(version)
    },
  }

  async transmit(): Promise<void> {
    await pause((this.network.random() * this.network.delay) / 4)
    if (!this.reachable) throw new NetworkError('The server did not answer.')
    if (this.network.random() < this.network.failure) throw new ApiError(503, '', '')
  }
}

class FakeConnection implements Hub {
  connectionId: string | null = null
  private handler: (state: never) => void = () => undefined
  private closed: () => void = () => undefined

  constructor(
    private readonly stream: FakeStream,
    private readonly transport: Transport,
  ) {}

  async start(): Promise<void> {
    if (this.stream.blocked.has(this.transport)) await new Promise(() => undefined)
    await this.stream.transmit()
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
    const { random, loss, duplication, delay } = this.stream.network
    if (!this.stream.started.has(this) || random() < loss) return
    setTimeout(() => { this.handler(state as never) }, random() * delay)
    if (random() < duplication) setTimeout(() => { this.handler(state as never) }, random() * delay * 3)
  }
}
