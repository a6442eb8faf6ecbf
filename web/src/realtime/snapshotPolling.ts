import { NetworkError } from '../api/problem'
import { waitRetryAfter } from '../api/retryAfter'
import { TimeoutError, waitOrWake, withTimeout } from '../api/wait'
import { restoreConfirmation } from './byVersion'
import type { PageSignals } from './pageSignals'

/** How much is known about the channel of messages, which decides how often the snapshot is read. */
export type ChannelState = 'none' | 'silent' | 'just-joined' | 'trusted'

export interface PollingOptions {
  page: PageSignals
  signal: AbortSignal
  random: () => number
  channel: () => ChannelState
  /** Longest time between two reads while the channel is trusted, in milliseconds. */
  longestInterval?: number | undefined
  /** Reads the snapshot once. Returns whether the answer needs to be confirmed by another. */
  read: () => Promise<boolean>
  onAnswered: () => void
  /** `unanswered`: consecutive reads without any response. */
  onFailed: (unanswered: number) => void
}

/** Together with `slowAnswer` and the second that the server caches, under 20 s. */
const defaultLongestInterval = 14_000
/** Milliseconds, shortest and longest. */
const intervalsWith = (longest: number): Record<ChannelState, readonly [number, number]> => ({
  none: [5_000, 10_000],
  silent: [5_000, 10_000],
  // A group join is not instant, so messages sent around it are fetched a moment later.
  'just-joined': [2_000, 2_200],
  // Not put off by a message, or all who got it would read in the same seconds.
  trusted: [(longest * 11) / 14, longest],
})
/** The first retry, so that one lost answer does not double the interval. */
const retryInterval = [1_000, 2_000] as const
/** Milliseconds until another read is started beside one that is not answered; a late answer still counts. */
const slowAnswer = 4_000

/** Reads the snapshot regularly, whatever the channel of messages does, unless the page is hidden. */
export function pollSnapshot(options: PollingOptions) {
  const { page, signal, random, channel, longestInterval = defaultLongestInterval } = options
  const intervals = intervalsWith(longestInterval)
  const between = ([shortest, longest]: readonly [number, number]) => shortest + random() * (longest - shortest)
  let rescheduled = new AbortController()
  // Not Date.now(), because a clock that is set back would put the next read off.
  let due = performance.now() + between(intervals.none)
  let failures = 0
  let unanswered = 0

  /** Brings the next read forward to what the channel's state asks for; never puts it off. */
  function reschedule(delay = between(intervals[channel()])): void {
    due = Math.min(due, performance.now() + delay)
    rescheduled.abort()
  }

  async function waitUntilDue(): Promise<void> {
    for (;;) {
      rescheduled = new AbortController()
      const { signal: moved } = rescheduled
      const on = [page.onWake, page.onOffline, (handler: () => void) => onAbort(moved, handler)]
      const woken = await waitOrWake(due - performance.now(), { signal, on })
      if (signal.aborted || !woken || !moved.aborted) return
    }
  }

  async function readOnce(): Promise<void> {
    try {
      const unconfirmed = await withTimeout(slowAnswer, options.read())
      failures = unanswered = 0
      options.onAnswered()
      due = performance.now() + (unconfirmed ? restoreConfirmation : between(intervals[channel()]))
    } catch (error) {
      failures++
      unanswered = error instanceof NetworkError || error instanceof TimeoutError ? unanswered + 1 : 0
      options.onFailed(unanswered)
      await waitRetryAfter(error, signal)
      due = performance.now() + between(failures === 1 ? retryInterval : intervals.none)
    }
  }

  async function run(): Promise<void> {
    for (;;) {
      await waitUntilDue()
      if (signal.aborted) return
      if (page.hidden) due = performance.now() + between(intervals.trusted)
      else await readOnce()
    }
  }

  void run()
  return { reschedule }
}

function onAbort(signal: AbortSignal, handler: () => void): () => void {
  signal.addEventListener('abort', handler)
  return () => { signal.removeEventListener('abort', handler) }
}
