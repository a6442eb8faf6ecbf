import { createApi } from '../api/client'
import { signalRHub } from './hub'
import { liveStreamApi } from './liveStreamApi'
import { browserSignals } from './pageSignals'
import { watchLiveStream, type LiveStreamWatch, type WatchOptions } from './watchLiveStream'

export type { ConnectionStatus, LiveStreamWatch } from './watchLiveStream'

/**
 * Watches a stream from any page: `watch('https://shop.example', 'demo', { onState: render, onStatus: showStatus })`.
 * @param baseUrl Origin of the API without a trailing slash, empty for the page's own.
 */
export function watch(
  baseUrl: string,
  streamId: string,
  handlers: Pick<WatchOptions, 'onState' | 'onStatus' | 'onJoined' | 'longestInterval'>,
): LiveStreamWatch {
  return watchLiveStream({
    ...handlers,
    hub: signalRHub,
    api: liveStreamApi(createApi(baseUrl), streamId),
    page: browserSignals(),
  })
}
