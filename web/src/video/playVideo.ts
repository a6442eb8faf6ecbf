// The worker has its own file, because a blob: URL would need a wider Content-Security-Policy.
import workerPath from 'hls.js/dist/hls.worker.js?url'
import { isHls } from './mediaType'
import { recoveryLimit } from './recoveryLimit'

/** `unreachable`: the video may be there later. `unplayable`: this browser cannot decode it. */
export type PlaybackFailure = 'unreachable' | 'unplayable'

export interface Player {
  /** Stops playing and releases the player's resources. */
  stop(): void
  /** Skips what was missed while a live stream stood still. */
  toLiveEdge(): void
}

/** `MediaError.MEDIA_ERR_DECODE` */
const mediaErrorDecode = 3
/** Seconds behind the end of a native live stream at which playback goes on. */
const nativeLiveDelay = 3
/** Seconds of media to fetch before anything was decoded, so that media that cannot be is not fetched for long. */
const firstBuffer = 6
const buffer = 30

/**
 * Plays a file or an HLS stream: with hls.js wherever it is supported, because browsers say "maybe" of HLS that they then
 * play badly, and natively elsewhere (Safari on iPhones).
 * @param onFailed Called once, when playback failed for good; nothing is requested after it.
 */
export async function playVideo(
  video: HTMLVideoElement,
  url: string,
  onFailed: (failure: PlaybackFailure) => void,
): Promise<Player> {
  if (!(await isHls(url))) return playNatively(video, url, onFailed)
  const { default: Hls } = await import('hls.js')
  return Hls.isSupported() ? playWithHls(Hls, video, url, onFailed) : playNatively(video, url, onFailed)
}

function playNatively(video: HTMLVideoElement, url: string, onFailed: (failure: PlaybackFailure) => void): Player {
  const fail = () => {
    const undecodable = video.error?.code === mediaErrorDecode
    stop()
    onFailed(undecodable ? 'unplayable' : 'unreachable')
  }
  const stop = () => {
    video.removeEventListener('error', fail)
    video.removeAttribute('src')
    video.load()
  }
  video.addEventListener('error', fail)
  video.src = url
  return {
    stop,
    toLiveEdge() {
      const { seekable, duration } = video
      if (duration === Infinity && seekable.length) video.currentTime = seekable.end(seekable.length - 1) - nativeLiveDelay
    },
  }
}

function playWithHls(
  Hls: typeof import('hls.js').default,
  video: HTMLVideoElement,
  url: string,
  onFailed: (failure: PlaybackFailure) => void,
): Player {
  const hls = new Hls({ workerPath, maxBufferLength: firstBuffer, maxMaxBufferLength: buffer, appendErrorMaxRetry: 1 })
  const limit = recoveryLimit()
  const unusable: string[] = [Hls.ErrorDetails.FRAG_PARSING_ERROR, Hls.ErrorDetails.BUFFER_APPEND_ERROR]
  const play = () => { hls.config.maxBufferLength = buffer }
  const stop = () => {
    video.removeEventListener('playing', play)
    video.removeEventListener('timeupdate', limit.played)
    hls.destroy()
  }
  const fail = (failure: PlaybackFailure) => {
    stop()
    onFailed(failure)
  }

  video.addEventListener('playing', play, { once: true })
  video.addEventListener('timeupdate', limit.played)
  hls.on(Hls.Events.FRAG_LOADING, limit.segmentRequested)
  hls.on(Hls.Events.ERROR, (_event, { fatal, type, details }) => {
    if (!fatal) {
      // hls.js fetches a segment that it cannot use again by itself.
      if (unusable.includes(details) && !limit.mayFetch()) fail('unplayable')
      return
    }
    if (type !== Hls.ErrorTypes.MEDIA_ERROR) fail(type === Hls.ErrorTypes.NETWORK_ERROR ? 'unreachable' : 'unplayable')
    else if (limit.mayRecover()) {
      // One segment shows whether it can be decoded now.
      hls.config.maxBufferLength = 1
      video.addEventListener('playing', play, { once: true })
      hls.recoverMediaError()
    } else fail('unplayable')
  })
  hls.loadSource(url)
  hls.attachMedia(video)
  return {
    stop,
    toLiveEdge() {
      const edge = hls.liveSyncPosition
      if (edge !== null && edge > video.currentTime) video.currentTime = edge
    },
  }
}
