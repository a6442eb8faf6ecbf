import { onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { siteAddress } from '../basePath'
import { playVideo, type PlaybackFailure, type Player } from './playVideo'
import { watchForStalls } from './stallWatch'

/**
 * `blocked`: the browser allows playback only after a click. `stalled`: the picture stands still. `failed`: it is tried
 * again unless the browser cannot decode the video.
 */
export type PlaybackState = 'starting' | 'playing' | 'blocked' | 'stalled' | 'failed'

/** Milliseconds until a start counts as failed, because browsers report it much later. It may still succeed. */
const startTimeout = 8_000
/** Milliseconds until a start without any result is given up. */
const startLimit = 25_000
/** Milliseconds until a failed video is tried again; the last repeats, so that it plays soon after it is there. */
const retryDelays = [3_000, 4_000, 6_000, 9_000]
const hiddenRetryInterval = 2_000

/** Plays the current `src` in the element, and tries again what failed for as long as it is shown. */
export function usePlayback(
  video: Readonly<Ref<HTMLVideoElement | null>>,
  options: { readonly src: string | null | undefined; readonly connected: boolean },
) {
  const state = ref<PlaybackState>('starting')
  let player: Player | undefined
  let timers: ReturnType<typeof setTimeout>[] = []
  let stopWatching: (() => void) | undefined
  let failures = 0
  let unplayable = false
  // Identifies the latest start, so that an earlier one that finishes late is ignored.
  let generation = 0

  function end(): number {
    timers.forEach(clearTimeout)
    timers = []
    stopWatching?.()
    stopWatching = undefined
    player?.stop()
    player = undefined
    return ++generation
  }

  const later = (milliseconds: number, run: () => void) => { timers.push(setTimeout(run, milliseconds)) }

  function fail(failure: PlaybackFailure): void {
    end()
    state.value = 'failed'
    unplayable = failure === 'unplayable'
    if (unplayable) return
    const delay = retryDelays[Math.min(failures++, retryDelays.length - 1)] ?? 0
    later(delay * (1 + Math.random() / 4), tryAgain)
  }

  /** A retry leaves the notice on the page until the video plays. A hidden page waits, as browsers play nothing there. */
  function tryAgain(): void {
    if (document.visibilityState === 'hidden') later(hiddenRetryInterval, tryAgain)
    else void begin('failed')
  }

  /** Starts from the beginning, as the customer asked for it or the address is new. */
  function start(): Promise<void> {
    failures = 0
    return begin('starting')
  }

  async function begin(shown: PlaybackState): Promise<void> {
    const current = end()
    unplayable = false
    state.value = shown
    const element = video.value
    if (!element || !options.src) return
    const isCurrent = () => current === generation
    const notPlaying = () => state.value === 'starting' || state.value === 'failed'
    later(startTimeout, () => { if (state.value === 'starting') state.value = 'failed' })
    later(startLimit, () => { if (notPlaying()) fail('unreachable') })
    try {
      const started = await playVideo(element, siteAddress(options.src), (failure) => { if (isCurrent()) fail(failure) })
      if (!isCurrent()) {
        started.stop()
        return
      }
      player = started
      const shouldMove = () => !element.paused && (state.value === 'playing' || state.value === 'stalled')
      stopWatching = watchForStalls(element, shouldMove, {
        onStalled: () => { state.value = 'stalled' },
        onMoving: () => {
          if (state.value === 'stalled') state.value = 'playing'
          player?.toLiveEdge()
        },
        onHopeless: () => { fail('unreachable') },
      })
    } catch {
      // hls.js could not be loaded.
      if (isCurrent()) fail('unreachable')
    }
  }

  /** The element reports that it plays. */
  function onPlaying(): void {
    if (state.value === 'stalled') return
    failures = 0
    state.value = 'playing'
  }

  async function play(): Promise<void> {
    await video.value?.play().catch((error: unknown) => {
      // The player reports all other failures itself.
      if (error instanceof DOMException && error.name === 'NotAllowedError') state.value = 'blocked'
    })
  }

  onMounted(start)
  watch(() => options.src, start, { flush: 'post' })
  watch(() => options.connected, (connected) => { if (connected && state.value === 'failed' && !unplayable) tryAgain() })
  onBeforeUnmount(end)

  return { state, start, play, onPlaying }
}
