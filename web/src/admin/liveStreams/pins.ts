import { serverNow } from '../../api/serverClock'
import type { LiveStreamDetails, LiveStreamStatus, PinnedProduct, ProductCard } from '../../api/types'

// Changes that commands make to a stream, applied before the server answers. All return a stream without the product unchanged.

/** By the server's clock, like the times that it answers with. */
const now = () => new Date(serverNow()).toISOString()

const withPins = (stream: LiveStreamDetails, pins: PinnedProduct[]): LiveStreamDetails => ({
  ...stream,
  pinnedProducts: pins.map((pin, displayOrder) => ({ ...pin, displayOrder })),
})

const inserted = <T>(list: T[], item: T, place: number): T[] => [...list.slice(0, place), item, ...list.slice(place)]

export const pinOf = (stream: LiveStreamDetails, productId: string): PinnedProduct | undefined =>
  stream.pinnedProducts.find((pin) => pin.productId === productId)

export const orderOf = (stream: LiveStreamDetails): string[] => stream.pinnedProducts.map((pin) => pin.productId)

/** Pins at the end or at a place. A pinned product is made active again, and moved only if a place is given. */
export function withPin(stream: LiveStreamDetails, product: ProductCard, place?: number): LiveStreamDetails {
  const pinned = pinOf(stream, product.id)
  const pin = pinned ?? { productId: product.id, displayOrder: 0, pinnedAt: now(), isActive: true, product }
  const others = stream.pinnedProducts.filter((other) => other !== pinned)
  return withPins(stream, inserted(others, { ...pin, isActive: true }, place ?? pinned?.displayOrder ?? others.length))
}

export const withoutPin = (stream: LiveStreamDetails, productId: string): LiveStreamDetails =>
  withPins(stream, stream.pinnedProducts.filter((pin) => pin.productId !== productId))

function withChangedPin(stream: LiveStreamDetails, productId: string, change: Partial<PinnedProduct>): LiveStreamDetails {
  return withPins(stream, stream.pinnedProducts.map((pin) => (pin.productId === productId ? { ...pin, ...change } : pin)))
}

export const withPinActive = (stream: LiveStreamDetails, productId: string, isActive: boolean): LiveStreamDetails =>
  withChangedPin(stream, productId, { isActive })

export function withPinMoved(stream: LiveStreamDetails, productId: string, place: number): LiveStreamDetails {
  const pin = pinOf(stream, productId)
  if (!pin) return stream
  return withPins(stream, inserted(stream.pinnedProducts.filter((other) => other !== pin), pin, place))
}

export function withCard(stream: LiveStreamDetails, productId: string, change: Partial<ProductCard>): LiveStreamDetails {
  const pin = pinOf(stream, productId)
  return pin ? withChangedPin(stream, productId, { product: { ...pin.product, ...change } }) : stream
}

export function withStatus(stream: LiveStreamDetails, status: LiveStreamStatus): LiveStreamDetails {
  if (stream.status === status) return stream
  return status === 'live' ? { ...stream, status, startedAt: now(), endedAt: null } : { ...stream, status, endedAt: now() }
}
