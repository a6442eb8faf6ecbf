import type { LiveStreamChange, LiveStreamDetails } from '../../api/types'
import type { AdminMessages } from '../i18n'
import { orderOf, pinOf } from './pins'

/** Changes that the shop made itself: samples, and what follows from a product's change. */
export const bySystem = (change: LiveStreamChange): boolean => change.byId === 'system'

/** The one product whose move explains the new order, and where it is now; undefined when it takes more than one move. */
export function moveBetween(before: readonly string[], after: readonly string[]): { productId: string; place: number } | undefined {
  const without = (order: readonly string[], id: string) => order.filter((other) => other !== id).join()
  const first = before.findIndex((id, index) => id !== after[index])
  if (first < 0 || before.length !== after.length) return undefined
  // What stands at the first difference has either come there, or left it for further down.
  const moved = [after[first], before[first]].find(
    (id): id is string => id !== undefined && without(before, id) === without(after, id),
  )
  return moved === undefined ? undefined : { productId: moved, place: after.indexOf(moved) }
}

/** What a change did, by whom, in a sentence. `changes` are those around it, `stream` is how it is now. */
export function describeChange(
  change: LiveStreamChange,
  changes: readonly LiveStreamChange[],
  stream: LiveStreamDetails,
): (m: AdminMessages) => string {
  const { action, productId } = change
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
      return (m) => m.did[action](by(m))
    case 'products-reordered': {
      const next = changes.find((other) => other.version > change.version && other.before?.order)
      const moved = moveBetween(change.before?.order ?? [], next?.before?.order ?? orderOf(stream))
      return (m) =>
        moved ? m.did['product-moved'](by(m), nameOf(moved.productId), moved.place) : m.did['products-reordered'](by(m))
    }
  }

  const name = nameOf(productId ?? '')
  const place = pinOf(stream, productId ?? '')?.displayOrder ?? 0
  const gone = action === 'product-unpinned' && bySystem(change)
  return (m) => (gone ? m.did['product-gone'](by(m), name) : m.did[action](by(m), name, place))
}
