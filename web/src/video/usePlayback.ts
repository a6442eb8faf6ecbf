import { onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import { playVideo, type StopPlaying } from './playVideo'

/** `blocked`: the browser allows playback only after a click. */
export type PlaybackState = 'starting' | 'playing' | 'blocked' | 'failed'

/** Milliseconds until a start counts as failed, because browsers report it much later. It may still succeed. */
const startTimeout = 8_000

/** Plays the current `src` in the element, and retries a failed start when `connected` becomes true again. */
export function usePlayback(
  video: Readonly<Ref<HTMLVideoElement | null>>,
  options: { readonly src: string | null | undefined; readonly connected: boolean },
) {
  const state = ref<PlaybackState>('starting')
  let stop: StopPlaying | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  // Identifies the latest start, so that an earlier one that finishes late is ignored.
  let generation = 0

  function end(): number {
    clearTimeout(timer)
    stop?.()
    stop = undefined
    return ++generation
  }

  async function start(): Promise<void> {
    const current = end()
    if (!video.value || !options.src) return
    const fail = () => { if (current === generation) state.value = 'failed' }
    state.value = 'starting'
    timer = setTimeout(() => { if (state.value === 'starting') fail() }, startTimeout)
    try {
      const started = await playVideo(video.value, options.src, fail)
      if (current === generation) stop = started
      else started()
    } catch {
      // hls.js could not be loaded.
      fail()
    }
  }

  async function play(): Promise<void> {
    await video.value?.play().catch((error: unknown) => {
      // The player reports all other failures itself.
      if (error instanceof DOMException && error.name === 'NotAllowedError') state.value = 'blocked'
    })
  }

  onMounted(start)
  watch(() => options.src, start, { flush: 'post' })
  watch(() => options.connected, (connected) => { if (connected && state.value === 'failed') void start() })
  onBeforeUnmount(end)

  return { state, start, play }
}
