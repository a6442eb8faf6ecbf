import type { HubAddress, LiveStreamState } from '../api/types'
import { backoff, longest } from './backoff'
import { ComeLater, Unreachable, type LiveStreamHttp } from './http'
import type { Hub } from './hub'
import { newestVersion } from './newestVersion'
import type { PageSignals } from './pageSignals'
import { rest, within } from './wait'

/** `reconnecting` from the first failure on; the state held stays on show meanwhile. */
export type ConnectionStatus = 'connecting' | 'live' | 'reconnecting'

export interface WatchOptions {
  /** A new, not yet started connection for each try. */
  hub: (address: HubAddress) => Hub
  http: LiveStreamHttp
  page: PageSignals
  /** Called with each state newer than all before it. */
  onState: (state: LiveStreamState) => void
  onStatus: (status: ConnectionStatus) => void
  /** After each successful join; the page may have missed what no state tells. */
  onJoined?: () => void
  random?: () => number
}

export interface LiveStreamWatch {
  /** A state learnt elsewhere, such as the answer to a command; taken only if it is newer. */
  offer(state: LiveStreamState): void
  stop(): void
}

const connectWithin = 20_000
/** A group join is not instant: what was said just around it is fetched a moment later. */
const firstReconcile = 2_000
const reconcileEvery = 60_000
/** While nobody looks a try is made only this often; a look makes one at once. */
const whileHidden = 60_000

/** What the server itself asks for is waited for in full: nobody who looks at the page again cuts it short. */
async function pauseAskedFor(failure: unknown, until: AbortSignal): Promise<void> {
  if (failure instanceof ComeLater) await rest(failure.pause, until)
}

/** Watches one stream until stopped, for ever trying again. */
export function watchLiveStream(options: WatchOptions): LiveStreamWatch {
  const { hub, http, page, onStatus, random = Math.random } = options
  const state = newestVersion<LiveStreamState>(options.onState)
  const stopped = new AbortController()
  let attempt = 0

  async function reconcile(): Promise<void> {
    const newer = await http.snapshot(state.held?.version)
    if (newer && !stopped.signal.aborted) state.offer(newer)
  }

  async function connect(connection: Hub): Promise<void> {
    await within(connectWithin, connection.start())
    if (!connection.connectionId) throw new Error('The connection has no id to join with.')
    await http.join(connection.connectionId)
    await reconcile()
  }

  /** Ends when the connection is lost, with or without having been told. */
  async function stayLive(lost: AbortSignal): Promise<void> {
    let pause = firstReconcile
    while (!lost.aborted) {
      const woken = await rest(pause * (1 + random() / 10), lost, page.onWake, page.onOffline)
      if (lost.aborted) return
      pause = woken ? firstReconcile : reconcileEvery
      if (page.hidden) continue
      try {
        await reconcile()
      } catch (error) {
        // A refusal is the API's trouble, the connection may be well; no answer at all means it is not.
        if (error instanceof Unreachable) return
        await pauseAskedFor(error, lost)
      }
    }
  }

  async function liveOnce(): Promise<void> {
    const address = await http.negotiate()
    if (stopped.signal.aborted) return
    const lost = new AbortController()
    const end = () => { lost.abort() }
    const connection = hub(address)
    connection.on('livestreamUpdated', (update: LiveStreamState) => {
      if (!stopped.signal.aborted) state.offer(update)
    })
    connection.onclose(end)
    stopped.signal.addEventListener('abort', end)
    try {
      await connect(connection)
      if (lost.signal.aborted) return
      attempt = 0
      onStatus('live')
      options.onJoined?.()
      await stayLive(lost.signal)
    } finally {
      stopped.signal.removeEventListener('abort', end)
      // Not awaited: stopping a connection that hangs in its start would hang as well.
      void connection.stop().catch(() => undefined)
    }
  }

  async function pauseBeforeNextTry(): Promise<void> {
    const pause = page.hidden ? whileHidden : page.offline ? longest : backoff(attempt, random)
    const woken = await rest(pause, stopped.signal, page.onWake)
    attempt = woken ? 0 : attempt + 1
  }

  async function run(): Promise<void> {
    onStatus('connecting')
    while (!stopped.signal.aborted) {
      const failure: unknown = await liveOnce().catch((error: unknown) => error)
      if (stopped.signal.aborted) return
      onStatus('reconnecting')
      await pauseAskedFor(failure, stopped.signal)
      await pauseBeforeNextTry()
    }
  }

  void run()
  return {
    offer: (update) => { state.offer(update) },
    stop: () => { stopped.abort() },
  }
}
