import { NetworkError } from '../api/problem'
import { waitRetryAfter } from '../api/retryAfter'
import type { HubAddress, LiveStreamState } from '../api/types'
import { waitOrWake, withTimeout } from '../api/wait'
import { backoff, maxBackoff } from './backoff'
import { isNewer } from './byVersion'
import type { Hub } from './hub'
import type { LiveStreamApi } from './liveStreamApi'
import type { PageSignals } from './pageSignals'

/** `reconnecting` from the first failure on; the last state stays valid meanwhile. */
export type ConnectionStatus = 'connecting' | 'live' | 'reconnecting'

export interface WatchOptions {
  /** Creates a connection, not yet started, for each attempt. */
  hub: (address: HubAddress) => Hub
  api: LiveStreamApi
  page: PageSignals
  /** Called with each state that is newer than all before it. */
  onState: (state: LiveStreamState) => void
  onStatus: (status: ConnectionStatus) => void
  /** Called after each successful join; changes that the public state does not carry may have been missed. */
  onJoined?: () => void
  random?: () => number
}

export interface LiveStreamWatch {
  /** Applies a state from elsewhere, such as the answer to a command, if it is newer. */
  applyServerState(state: LiveStreamState): void
  stop(): void
}

const connectTimeout = 20_000
/** A group join is not instant, so messages sent around it are fetched a moment later. */
const firstReconcile = 2_000
const reconcileInterval = 60_000
const hiddenRetryInterval = 60_000

/** Watches one stream and reconnects without limit until stopped. */
export function watchLiveStream(options: WatchOptions): LiveStreamWatch {
  const { hub, api, page, onStatus, random = Math.random } = options
  const stopped = new AbortController()
  const { signal } = stopped
  let latest: LiveStreamState | undefined
  let attempt = 0

  function applyServerState(state: LiveStreamState): void {
    if (signal.aborted || !isNewer(state, latest)) return
    latest = state
    options.onState(state)
  }

  async function reconcile(): Promise<void> {
    const state = await api.snapshot(latest?.version)
    if (state) applyServerState(state)
  }

  async function connect(connection: Hub): Promise<void> {
    await withTimeout(connectTimeout, connection.start())
    if (!connection.connectionId) throw new Error('The connection has no id to join with.')
    await api.join(connection.connectionId)
    await reconcile()
  }

  /** Reconciles until the connection is lost, whether or not SignalR notices. */
  async function keepReconciled(lost: AbortSignal): Promise<void> {
    let interval = firstReconcile
    while (!lost.aborted) {
      const on = [page.onWake, page.onOffline]
      const woken = await waitOrWake(interval * (1 + random() / 10), { signal: lost, on })
      if (lost.aborted) return
      interval = woken ? firstReconcile : reconcileInterval
      if (page.hidden) continue
      try {
        await reconcile()
      } catch (error) {
        // An error from the API says nothing about the connection; no response at all means that it is lost.
        if (error instanceof NetworkError) return
        await waitRetryAfter(error, lost)
      }
    }
  }

  async function connectAndStay(): Promise<void> {
    const address = await api.negotiate()
    if (signal.aborted) return
    const lost = new AbortController()
    const end = () => { lost.abort() }
    const connection = hub(address)
    connection.on('livestreamUpdated', applyServerState)
    connection.onclose(end)
    signal.addEventListener('abort', end)
    try {
      await connect(connection)
      if (lost.signal.aborted) return
      attempt = 0
      onStatus('live')
      options.onJoined?.()
      await keepReconciled(lost.signal)
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
    onStatus('connecting')
    while (!signal.aborted) {
      const failure: unknown = await connectAndStay().catch((error: unknown) => error)
      if (signal.aborted) return
      onStatus('reconnecting')
      // Showing the page again does not cut a Retry-After short.
      await waitRetryAfter(failure, signal)
      await waitBeforeRetry()
    }
  }

  void run()
  return { applyServerState, stop: () => { stopped.abort() } }
}
