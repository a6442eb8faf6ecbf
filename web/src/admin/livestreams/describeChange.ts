import type { LiveStreamChange, LiveStreamDetails } from '../../api/types'
import type { AdminMessages } from '../i18n'
import { orderOf, pinOf } from './pins'

/** Changes that follow from a product's change, not from an admin's. */
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
  const nameOf = (productId: string) =>
    pinOf(stream, productId)?.product.name ??
    changes.find((other) => other.before?.pin?.productId === productId)?.before?.pin?.product.name ??
    productId
  const { by, productId } = change

  if (change.action === 'products-reordered') {
    const next = changes.find((other) => other.version > change.version && other.before?.order)
    const moved = moveBetween(change.before?.order ?? [], next?.before?.order ?? orderOf(stream))
    return (m) => (moved ? m.did['product-moved'](by, nameOf(moved.productId), moved.place) : m.did['products-reordered'](by))
  }
  if (!productId) {
    const action = change.action
    return (m) => (isOwnAction(action) ? m.did[action](by) : m.did.other(by))
  }
  const name = nameOf(productId)
  switch (change.action) {
    case 'product-moved': {
      const at = pinOf(stream, productId)?.displayOrder ?? 0
      return (m) => m.did['product-moved'](by, name, at)
    }
    case 'product-unpinned':
      return (m) => m.did[bySystem(change) ? 'product-gone' : 'product-unpinned'](by, name)
    case 'product-pinned':
    case 'product-shown':
    case 'product-hidden':
    case 'product-refreshed': {
      const action = change.action
      return (m) => m.did[action](by, name)
    }
    default:
      return (m) => m.did.other(by)
  }
}

const ownActions = ['created', 'edited', 'started', 'stopped'] as const

function isOwnAction(action: string): action is (typeof ownActions)[number] {
  return (ownActions as readonly string[]).includes(action)
}
