import { waitRetryAfter } from '../api/retryAfter'
import type { LiveStreamState } from '../api/types'
import { waitOrWake, withTimeout } from '../api/wait'
import { backoff, maxBackoff } from './backoff'
import { isNegotiationFailure, type Hub, type HubFactory } from './hub'
import type { LiveStreamApi } from './liveStreamApi'
import type { PageSignals } from './pageSignals'
import { transportChoice } from './transports'

export interface PushOptions {
  hub: HubFactory
  api: Pick<LiveStreamApi, 'negotiate' | 'join'>
  page: PageSignals
  signal: AbortSignal
  random: () => number
  onMessage: (state: LiveStreamState) => void
  /** The join was answered with 202; messages come from now on. */
  onJoined: () => void
  /** An attempt failed, or the connection is lost. */
  onFailed: () => void
}

/** Milliseconds for one transport to connect and answer the handshake; less than the server's 15 s. */
const connectTimeout = 10_000
const hiddenRetryInterval = 60_000
/** Milliseconds after which a connection counts as working, so that the next attempt is made at once. */
const settledAfter = 5_000

/** Connects and joins, again and again until the signal aborts. */
export function keepConnected(options: PushOptions) {
  const { hub, api, page, signal, random } = options
  const transports = transportChoice()
  let attempt = 0
  let lost = new AbortController()

  async function start(connection: Hub): Promise<string> {
    try {
      await withTimeout(connectTimeout, connection.start())
    } catch (error) {
      if (!isNegotiationFailure(error)) transports.failed()
      throw error
    }
    if (!connection.connectionId) throw new Error('The connection has no id to join with.')
    return connection.connectionId
  }

  async function connectAndStay(): Promise<void> {
    const address = await api.negotiate()
    if (signal.aborted) return
    const connection = await hub(address, transports.current)
    // SignalR's client is loaded with the first connection.
    if (signal.aborted) return
    lost = new AbortController()
    const end = lost.abort.bind(lost)
    connection.on('livestreamUpdated', options.onMessage)
    connection.onclose(end)
    signal.addEventListener('abort', end)
    try {
      await api.join(await start(connection))
      if (lost.signal.aborted) return
      transports.worked()
      options.onJoined()
      const ended = await waitOrWake(settledAfter, { signal: lost.signal })
      if (ended) return
      attempt = 0
      await aborted(lost.signal)
    } finally {
      signal.removeEventListener('abort', end)
      // Not awaited, because stopping a connection that hangs while starting hangs as well.
      void connection.stop().catch(() => undefined)
    }
  }

  async function waitBeforeRetry(): Promise<void> {
    const delay = page.hidden ? hiddenRetryInterval : page.offline ? maxBackoff : backoff(attempt, random)
    const woken = await waitOrWake(delay, { signal, on: [page.onWake] })
    attempt = woken ? 0 : attempt + 1
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const failure: unknown = await connectAndStay().catch((error: unknown) => error)
      if (signal.aborted) return
      options.onFailed()
      // Showing the page again does not cut a Retry-After short.
      await waitRetryAfter(failure, signal)
      await waitBeforeRetry()
    }
  }

  void run()
  /** Ends the current connection, as if it had been lost. */
  return { drop: () => { lost.abort() } }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => { resolve() }, { once: true })
  })
