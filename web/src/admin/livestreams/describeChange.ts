import type { LiveStreamChange, LiveStreamDetails } from '../../api/types'
import type { AdminMessages } from '../i18n'
import { orderOf, pinOf } from './pins'

/** Changes that the shop made itself: samples, and what follows from a product's change. */
export const bySystem = (change: LiveStreamChange): boolean => change.byId === 'system'

/** The one product whose move explains the new order, whatever came and went; undefined when it takes more than one move. */
export function moveBetween(before: readonly string[], after: readonly string[]): { productId: string; place: number } | undefined {
  const without = (order: readonly string[], id: string) => order.filter((other) => other !== id).join()
  const was = before.filter((id) => after.includes(id))
  const is = after.filter((id) => before.includes(id))
  const first = was.findIndex((id, index) => id !== is[index])
  // What stands at the first difference has either come there, or left it for further down.
  const moved = [is[first], was[first]].find(
    (id): id is string => id !== undefined && without(was, id) === without(is, id),
  )
  return moved === undefined ? undefined : { productId: moved, place: after.indexOf(moved) }
}

/** The order that a change made: the one before the next that changed it, else the present one. */
function orderAfter(change: LiveStreamChange, changes: readonly LiveStreamChange[], stream: LiveStreamDetails): readonly string[] {
  const later = changes.filter(({ version }) => version > change.version)
  const next = later.find(({ action }) => action === 'products-reordered' || action === 'product-moved')
  return next ? (next.before?.order ?? []) : orderOf(stream)
}

export interface Described {
  /** The product concerned, where it is one. */
  productId: string | undefined
  /** What was done, by whom. */
  say: (m: AdminMessages) => string
}

/** What a change did, in a sentence. `changes` are those around it, `stream` is how it is now. */
export function describeChange(
  change: LiveStreamChange,
  changes: readonly LiveStreamChange[],
  stream: LiveStreamDetails,
): Described {
  const { action } = change
  const by = (m: AdminMessages) => (bySystem(change) ? m.did.shop : change.by)
  const nameOf = (id: string) =>
    pinOf(stream, id)?.product.name ??
    changes.find((other) => other.before?.pin?.productId === id)?.before?.pin?.product.name ??
    id

  switch (action) {
    case 'created':
    case 'edited':
    case 'started':
    case 'stopped':
      return { productId: undefined, say: (m) => m.did[action](by(m)) }
    case 'products-reordered': {
      const moved = moveBetween(change.before?.order ?? [], orderAfter(change, changes, stream))
      const say = (m: AdminMessages) =>
        moved ? m.did['product-moved'](by(m), nameOf(moved.productId), moved.place) : m.did['products-reordered'](by(m))
      return { productId: moved?.productId, say }
    }
  }

  const productId = change.productId ?? ''
  const name = nameOf(productId)
  const place = pinOf(stream, productId)?.displayOrder ?? 0
  const did = action === 'product-unpinned' && bySystem(change) ? 'product-gone' : action
  return { productId, say: (m) => m.did[did](by(m), name, place) }
}
