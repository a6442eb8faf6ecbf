import { shallowRef } from 'vue'
import { unwrap, useApi } from '../../api/client'
import type { LiveStreamDetails } from '../../api/types'
import { usePolling } from '../../ui/usePolling'
import type { PinnedStream } from './productsPage'

/** A shop has few streams that are not over; what is beyond these pages is not told. */
const limit = 200

const read = async (status: 'live' | 'scheduled'): Promise<LiveStreamDetails[]> =>
  (await unwrap(useApi().GET('/livestreams', { params: { query: { status, limit } } }))).items

/** Where products are pinned: the streams that are live or coming up, by product. */
export function usePinnedStreams() {
  const streams = shallowRef<ReadonlyMap<string, readonly PinnedStream[]>>(new Map())

  async function load(): Promise<void> {
    try {
      const found = (await Promise.all([read('live'), read('scheduled')])).flat()
      const byProduct = new Map<string, PinnedStream[]>()
      for (const { streamId, title, pinnedProducts } of found) {
        for (const { productId } of pinnedProducts) byProduct.set(productId, [...(byProduct.get(productId) ?? []), { streamId, title }])
      }
      streams.value = byProduct
    } catch {
      // The list works without it.
    }
  }

  usePolling(load)
  return (productId: string) => streams.value.get(productId) ?? []
}
