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

/** Pins at the end or at a place. A pinned product is moved only if a place is given, and never hidden. */
export function withPin(stream: LiveStreamDetails, product: ProductCard, place?: number, isActive = true): LiveStreamDetails {
  const pinned = pinOf(stream, product.id)
  const pin = pinned ?? { productId: product.id, displayOrder: 0, pinnedAt: now(), isActive, product }
  const others = stream.pinnedProducts.filter((other) => other !== pinned)
  const shown = { ...pin, isActive: pin.isActive || isActive }
  return withPins(stream, inserted(others, shown, place ?? pinned?.displayOrder ?? others.length))
}

/** The pin that the run of show shows next, as at the server: hidden ones in order, those that were shown before last. */
export function nextPin({ pinnedProducts }: LiveStreamDetails): PinnedProduct | undefined {
  const hidden = pinnedProducts.filter((pin) => !pin.isActive)
  return hidden.find((pin) => !pin.wasShown) ?? hidden[0]
}

/** Makes a pin active and the first. */
export function withFeatured(stream: LiveStreamDetails, productId: string): LiveStreamDetails {
  const pin = pinOf(stream, productId)
  return pin ? withPinMoved(withPinActive(stream, productId, true), productId, 0) : stream
}

export const withAllHidden = (stream: LiveStreamDetails): LiveStreamDetails =>
  stream.pinnedProducts.filter((pin) => pin.isActive).reduce((hidden, pin) => withPinActive(hidden, pin.productId, false), stream)

export const withNote = (stream: LiveStreamDetails, productId: string, note: string): LiveStreamDetails =>
  withChangedPin(stream, productId, { note: note || null })

export const withoutPin = (stream: LiveStreamDetails, productId: string): LiveStreamDetails =>
  withPins(stream, stream.pinnedProducts.filter((pin) => pin.productId !== productId))

function withChangedPin(stream: LiveStreamDetails, productId: string, change: Partial<PinnedProduct>): LiveStreamDetails {
  return withPins(stream, stream.pinnedProducts.map((pin) => (pin.productId === productId ? { ...pin, ...change } : pin)))
}

export const withPinActive = (stream: LiveStreamDetails, productId: string, isActive: boolean): LiveStreamDetails =>
  withChangedPin(stream, productId, { isActive, wasShown: !isActive && stream.status === 'live' })

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
