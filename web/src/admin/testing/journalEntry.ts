import type { LiveStreamChange, LiveStreamDetails, ProductCard } from '../../api/types'
import { orderOf, pinOf } from '../liveStreams/pins'

interface Given {
  version: number
  at: string
  by: string
  action: LiveStreamChange['action']
  productId: string | undefined
  undoes: number | null
}

const detailsOf = ({ title, description, playbackUrl, thumbnailUrl, scheduledFor }: LiveStreamDetails) =>
  ({ title, description, playbackUrl, thumbnailUrl, scheduledFor })

/** The entry of a journal for a change of a stream that was as given before. */
export function journalEntry(before: LiveStreamDetails, given: Given, card: ProductCard | null): LiveStreamChange {
  const { productId, action, by } = given
  return {
    ...given, byId: by, productId: productId ?? null, card, after: null,
    before: {
      details: action === 'edited' ? detailsOf(before) : null,
      broadcast: null,
      pin: (productId && pinOf(before, productId)) || null,
      order: action === 'products-reordered' ? orderOf(before) : null,
      shown: null,
      hidden: null,
    },
  }
}

export const withOrder = (stream: LiveStreamDetails, ids: string[]): LiveStreamDetails =>
  ({ ...stream, pinnedProducts: ids.flatMap((id) => pinOf(stream, id) ?? []).map((pin, displayOrder) => ({ ...pin, displayOrder })) })

export function problem(status: number, slug: string, more: object = {}): Response {
  return Response.json({ type: `urn:liveshop:problem:${slug}`, title: slug, status, ...more }, { status })
}
