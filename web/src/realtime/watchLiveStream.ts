import type { LiveStreamState } from '../api/types'
import { isNewer, restoreDetector } from './byVersion'
import type { HubFactory } from './hub'
import type { LiveStreamApi } from './liveStreamApi'
import type { PageSignals } from './pageSignals'
import { keepConnected } from './pushConnection'
import { pushTrust } from './pushTrust'
import { pollSnapshot, type ChannelState } from './snapshotPolling'

/**
 * `polling`: without a connection, but the API answers, so changes are some seconds late. `reconnecting`: neither; the
 * last state stays valid meanwhile.
 */
export type ConnectionStatus = 'connecting' | 'live' | 'polling' | 'reconnecting'

export interface WatchOptions {
  hub: HubFactory
  api: LiveStreamApi
  page: PageSignals
  /** Called with each state that is newer than all before it, and with a restored one, whose version is lower. */
  onState: (state: LiveStreamState) => void
  onStatus: (status: ConnectionStatus) => void
  /** Called when the connection carries messages and what was missed has been read. */
  onJoined?: () => void
  random?: () => number
  /** Longest time in milliseconds between two readings of the snapshot while messages come; 14 s when left out. */
  longestInterval?: number | undefined
}

export interface LiveStreamWatch {
  /** Applies a state from elsewhere, such as the answer to a command, if it is newer. */
  applyServerState(state: LiveStreamState): void
  stop(): void
}

/** A connection that lost this many answers in a row is lost, whether or not SignalR notices. */
const lostAfter = 2

/**
 * Watches one stream until stopped: messages bring changes at once, and the snapshot is polled beside them, so that a
 * channel that carries nothing delays a change by at most 20 s.
 */
export function watchLiveStream(options: WatchOptions): LiveStreamWatch {
  const { hub, api, page, random = Math.random } = options
  const stopped = new AbortController()
  const { signal } = stopped
  const restores = restoreDetector()
  const trust = pushTrust(() => { polling.reschedule() })
  let status: ConnectionStatus = 'connecting'
  let latest: LiveStreamState | undefined
  let joined = false
  /** Answered snapshots since the join. */
  let readsSinceJoin = 0

  function setStatus(next: ConnectionStatus): void {
    if (signal.aborted || next === status) return
    status = next
    options.onStatus(next)
  }

  function take(state: LiveStreamState): void {
    if (signal.aborted) return
    latest = state
    options.onState(state)
  }

  function applyServerState(state: LiveStreamState): void {
    if (isNewer(state, latest)) take(state)
  }

  function channel(): ChannelState {
    if (!joined) return 'none'
    if (readsSinceJoin < 2) return 'just-joined'
    return trust.trusted ? 'trusted' : 'silent'
  }

  async function read(): Promise<boolean> {
    const held = latest
    const couldBeTold = joined && readsSinceJoin >= 2
    const sentAt = performance.now()
    const state = await api.snapshot(held?.version)
    if (restores.isRestored(held, state, sentAt) && state) {
      trust.restart()
      take(state)
    } else if (state && isNewer(state, latest)) {
      if (couldBeTold) trust.revealed(state.version)
      take(state)
    }
    return restores.suspects
  }

  function onAnswered(): void {
    if (!joined) {
      if (status === 'reconnecting') setStatus('polling')
      return
    }
    readsSinceJoin++
    setStatus('live')
    if (readsSinceJoin === 1 && !signal.aborted) options.onJoined?.()
  }

  options.onStatus(status)
  const polling = pollSnapshot({
    page,
    signal,
    random,
    channel,
    longestInterval: options.longestInterval,
    read,
    onAnswered,
    onFailed(unanswered) {
      if (!joined && status === 'polling') setStatus('reconnecting')
      if (joined && unanswered > 0 && (page.offline || unanswered >= lostAfter)) push.drop()
    },
  })
  const push = keepConnected({
    hub,
    api,
    page,
    signal,
    random,
    onMessage(state) {
      const first = isNewer(state, latest)
      trust.delivered(state.version, first)
      if (first) take(state)
    },
    onJoined() {
      joined = true
      readsSinceJoin = 0
      polling.reschedule(0)
    },
    onFailed() {
      joined = false
      trust.forget()
      if (status !== 'polling') setStatus('reconnecting')
      polling.reschedule()
    },
  })

  return {
    applyServerState,
    stop() {
      stopped.abort()
      trust.forget()
    },
  }
}
