const hlsTypes = ['application/vnd.apple.mpegurl', 'application/x-mpegurl', 'audio/mpegurl', 'audio/x-mpegurl']
const fileExtension = /\.(mp4|m4v|mov|webm|ogv|ogg|mkv)$/

/** Whether an address leads to an HLS playlist, by its extension or else by the content type of its answer. */
export async function isHls(url: string, fetcher: typeof fetch = fetch): Promise<boolean> {
  const path = new URL(url, location.href).pathname.toLowerCase()
  if (path.endsWith('.m3u8')) return true
  if (fileExtension.test(path)) return false
  const answered = new AbortController()
  try {
    // Not HEAD, which many media servers refuse; the body is not read.
    const response = await fetcher(url, { signal: AbortSignal.any([answered.signal, AbortSignal.timeout(8_000)]) })
    const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
    return hlsTypes.includes(type)
  } catch {
    // A server without CORS tells nothing.
    return false
  } finally {
    answered.abort()
  }
}
