import type { LiveStreamDetails, LiveStreamState, PinnedProduct, ProductCard } from './api/types'

/** Builders for specs: valid objects of which a spec gives the fields that it tests. */

export const product = (id: string, given: Partial<ProductCard> = {}): ProductCard => ({
  id,
  name: id[0]?.toUpperCase() + id.slice(1),
  imageUrl: null,
  price: { amount: 1990, currency: 'EUR' },
  stock: 14,
  ...given,
})

export const pin = (card: ProductCard, displayOrder = 0): PinnedProduct => ({
  productId: card.id,
  displayOrder,
  pinnedAt: '2026-11-22T10:05:00Z',
  isActive: true,
  product: card,
})

export const state = (products: ProductCard[] = [], given: Partial<LiveStreamState> = {}): LiveStreamState => ({
  streamId: 'demo',
  version: 1,
  status: 'live',
  title: 'Winter table',
  startedAt: '2026-11-22T10:00:00Z',
  changedAt: '2026-11-22T10:05:00Z',
  detailsVersion: 1,
  pinnedProducts: products.map(pin),
  ...given,
})

export const stream = (products: ProductCard[] = [], given: Partial<LiveStreamDetails> = {}): LiveStreamDetails => ({
  ...state(products),
  description: null,
  playbackUrl: null,
  thumbnailUrl: null,
  scheduledFor: null,
  endedAt: null,
  ...given,
})
