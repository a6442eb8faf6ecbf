/** Stops playing and frees what it held. */
export type StopPlaying = () => void

const isHls = (url: string) => new URL(url, location.href).pathname.endsWith('.m3u8')

/**
 * Plays a file or an HLS stream. hls.js is loaded only for a stream the browser cannot play by itself.
 * @param onFailed Called when it cannot be played, or no longer.
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
  // A worker of its own file, as one from a blob: would need a wider Content-Security-Policy.
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
