import type { LiveStreamState, Money, PinnedProduct, ProductCard } from '../api/types'
import { samePrice } from '../products/price'
import { isSoldOut } from '../products/stock'

export type Change =
  | { kind: 'started' | 'ended' }
  | { kind: 'pinned' | 'unpinned' | 'first' | 'sold-out' | 'back-in-stock'; product: ProductCard }
  | { kind: 'low-stock'; product: ProductCard }
  | { kind: 'price'; product: ProductCard; before: Money }

/** The changes that a viewer would notice between two states, the most important first. */
export function changesBetween(before: LiveStreamState, after: LiveStreamState): Change[] {
  const status: Change[] = []
  if (before.status !== after.status && after.status === 'live') status.push({ kind: 'started' })
  if (before.status !== after.status && after.status === 'ended') return [{ kind: 'ended' }]

  const previous = new Map(before.pinnedProducts.map((pin) => [pin.productId, pin.product]))
  const current = new Map(after.pinnedProducts.map((pin) => [pin.productId, pin.product]))

  const pinned = after.pinnedProducts
    .filter((pin) => !previous.has(pin.productId))
    .map((pin): Change => ({ kind: 'pinned', product: pin.product }))
  const unpinned = before.pinnedProducts
    .filter((pin) => !current.has(pin.productId))
    .map((pin): Change => ({ kind: 'unpinned', product: pin.product }))
  const kept = after.pinnedProducts.flatMap((pin) => {
    const product = previous.get(pin.productId)
    return product ? changesOf(product, pin.product) : []
  })
  return [...status, ...pinned, ...newFirst(before.pinnedProducts, after.pinnedProducts), ...kept, ...unpinned]
}

function changesOf(before: ProductCard, after: ProductCard): Change[] {
  const changes: Change[] = []
  if (!samePrice(before.price, after.price)) changes.push({ kind: 'price', product: after, before: before.price })
  if (before.availability === after.availability) return changes
  if (isSoldOut(after)) changes.push({ kind: 'sold-out', product: after })
  else if (isSoldOut(before)) changes.push({ kind: 'back-in-stock', product: after })
  else if (after.availability === 'low') changes.push({ kind: 'low-stock', product: after })
  return changes
}

/** A product that moved into the spotlight; a newly pinned one is reported as pinned only. */
function newFirst(before: PinnedProduct[], after: PinnedProduct[]): Change[] {
  const first = after[0]
  if (!first || first.productId === before[0]?.productId) return []
  const wasShown = before.some((pin) => pin.productId === first.productId)
  return wasShown ? [{ kind: 'first', product: first.product }] : []
}
