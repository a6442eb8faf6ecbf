/** Stops playing and releases the player's resources. */
export type StopPlaying = () => void

const isHls = (url: string) => new URL(url, location.href).pathname.endsWith('.m3u8')

/**
 * Plays a file or an HLS stream. hls.js is loaded only if the browser has no HLS support of its own.
 * @param onFailed Called when playback fails, at the start or later.
 */
export async function playVideo(video: HTMLVideoElement, url: string, onFailed: () => void): Promise<StopPlaying> {
  if (!isHls(url) || video.canPlayType('application/vnd.apple.mpegurl')) {
    video.addEventListener('error', onFailed)
    video.src = url
    return () => {
      video.removeEventListener('error', onFailed)
      video.removeAttribute('src')
      video.load()
    }
  }

  const [{ default: Hls }, { default: workerPath }] = await Promise.all([
    import('hls.js'),
    import('hls.js/dist/hls.worker.js?url'),
  ])
  // The worker has its own file, because a blob: URL would need a wider Content-Security-Policy.
  const hls = new Hls({ workerPath })
  hls.on(Hls.Events.ERROR, (_event, { fatal, type }) => {
    if (!fatal) return
    if (type === Hls.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError()
    else onFailed()
  })
  hls.loadSource(url)
  hls.attachMedia(video)
  return () => { hls.destroy() }
}
