import type { LiveStreamState, Money, PinnedProduct, ProductCard } from '../api/types'

/** At or below this many pieces a customer is told how many are left. */
export const lowStock = 5

export type Change =
  | { kind: 'started' | 'ended' }
  | { kind: 'pinned' | 'unpinned' | 'first' | 'sold-out' | 'back-in-stock'; product: ProductCard }
  | { kind: 'low-stock'; product: ProductCard }
  | { kind: 'price'; product: ProductCard; before: Money }

export const samePrice = (one: Money, other: Money): boolean =>
  one.amount === other.amount && one.currency === other.currency

/** What a person would notice between two states, in the order in which it matters. */
export function changesBetween(before: LiveStreamState, after: LiveStreamState): Change[] {
  const status: Change[] = []
  if (before.status !== after.status && after.status === 'live') status.push({ kind: 'started' })
  if (before.status !== after.status && after.status === 'ended') return [{ kind: 'ended' }]

  const held = new Map(before.pinnedProducts.map((pin) => [pin.productId, pin.product]))
  const shown = new Map(after.pinnedProducts.map((pin) => [pin.productId, pin.product]))

  const pinned = after.pinnedProducts
    .filter((pin) => !held.has(pin.productId))
    .map((pin): Change => ({ kind: 'pinned', product: pin.product }))
  const unpinned = before.pinnedProducts
    .filter((pin) => !shown.has(pin.productId))
    .map((pin): Change => ({ kind: 'unpinned', product: pin.product }))
  const kept = after.pinnedProducts.flatMap((pin) => {
    const product = held.get(pin.productId)
    return product ? changesOf(product, pin.product) : []
  })
  return [...status, ...pinned, ...newFirst(before.pinnedProducts, after.pinnedProducts), ...kept, ...unpinned]
}

function changesOf(before: ProductCard, after: ProductCard): Change[] {
  const changes: Change[] = []
  if (!samePrice(before.price, after.price)) changes.push({ kind: 'price', product: after, before: before.price })
  if (before.stock > 0 && after.stock <= 0) changes.push({ kind: 'sold-out', product: after })
  else if (before.stock <= 0 && after.stock > 0) changes.push({ kind: 'back-in-stock', product: after })
  else if (before.stock > lowStock && after.stock <= lowStock) changes.push({ kind: 'low-stock', product: after })
  return changes
}

/** Another product in the spotlight, if it was there before: a new one is told as pinned. */
function newFirst(before: PinnedProduct[], after: PinnedProduct[]): Change[] {
  const first = after[0]
  if (!first || first.productId === before[0]?.productId) return []
  const wasShown = before.some((pin) => pin.productId === first.productId)
  return wasShown ? [{ kind: 'first', product: first.product }] : []
}

/**
 * Whether the change may be one of what messages don't carry (description, video, dates): the status
 * or title changed, or nothing visible did.
 */
export function mayHideDetails(before: LiveStreamState, after: LiveStreamState): boolean {
  if (before.status !== after.status || before.title !== after.title) return true
  return JSON.stringify(before.pinnedProducts) === JSON.stringify(after.pinnedProducts)
}
