import type { LiveStreamDetails, LiveStreamState } from '../api/types'

/** The public state of a stream: the active pins in order, and no pins unless it is live. */
export function publicState(stream: LiveStreamDetails): LiveStreamState {
  const shown = stream.status === 'live' ? stream.pinnedProducts.filter((pin) => pin.isActive) : []
  return {
    streamId: stream.streamId,
    version: stream.version,
    status: stream.status,
    title: stream.title,
    startedAt: stream.startedAt ?? null,
    changedAt: stream.changedAt,
    ...(stream.detailsVersion !== undefined && { detailsVersion: stream.detailsVersion }),
    pinnedProducts: shown.map((pin, displayOrder) => ({ ...pin, displayOrder })),
  }
}
