import { onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { playVideo, type StopPlaying } from './playVideo'

/** `blocked`: the browser wants a press first. */
export type PlaybackState = 'starting' | 'playing' | 'blocked' | 'failed'

/** Milliseconds after which it is said that nothing plays; browsers take much longer. It may still begin. */
const playsWithin = 8_000

/** Plays `src` in the element, whatever it is at the time, and tries again what failed when `connected` comes back. */
export function usePlayback(
  video: Readonly<Ref<HTMLVideoElement | null>>,
  wanted: { readonly src: string | null | undefined; readonly connected: boolean },
) {
  const state = ref<PlaybackState>('starting')
  let stop: StopPlaying | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  // An answer that comes after the next start is of no use.
  let generation = 0

  function end(): number {
    clearTimeout(timer)
    stop?.()
    stop = undefined
    return ++generation
  }

  async function start(): Promise<void> {
    const mine = end()
    if (!video.value || !wanted.src) return
    const fail = () => { if (mine === generation) state.value = 'failed' }
    state.value = 'starting'
    timer = setTimeout(() => { if (state.value === 'starting') fail() }, playsWithin)
    try {
      const started = await playVideo(video.value, wanted.src, fail)
      if (mine === generation) stop = started
      else started()
    } catch {
      // The player itself could not be loaded.
      fail()
    }
  }

  async function play(): Promise<void> {
    await video.value?.play().catch((error: unknown) => {
      // Any other reason is told by the player itself.
      if (error instanceof DOMException && error.name === 'NotAllowedError') state.value = 'blocked'
    })
  }

  onMounted(start)
  watch(() => wanted.src, start, { flush: 'post' })
  watch(() => wanted.connected, (connected) => { if (connected && state.value === 'failed') void start() })
  onBeforeUnmount(end)

  return { state, start, play }
}
