import { createApi } from '../api/client'
import { liveStreamApi } from './liveStreamApi'
import { browserSignals } from './pageSignals'
import { watchLiveStream, type LiveStreamWatch, type WatchOptions } from './watchLiveStream'

export type { ConnectionStatus, LiveStreamWatch } from './watchLiveStream'

/** SignalR's client is not needed to show the stream, so it is loaded after what is. */
const loadHub = () => import('./signalRHub')

/**
 * Watches a stream from any page: `watch('https://shop.example', 'demo', { onState: render, onStatus: showStatus })`.
 * @param baseUrl Origin of the API without a trailing slash, empty for the page's own.
 */
export function watch(
  baseUrl: string,
  streamId: string,
  handlers: Pick<WatchOptions, 'onState' | 'onStatus' | 'onJoined' | 'longestInterval'>,
): LiveStreamWatch {
  // Beside negotiate; a failure is met again, and handled, where the hub is created.
  loadHub().catch(() => undefined)
  return watchLiveStream({
    ...handlers,
    hub: async (address, transport) => (await loadHub()).signalRHub(address, transport),
    api: liveStreamApi(createApi(baseUrl), streamId),
    page: browserSignals(),
  })
}
