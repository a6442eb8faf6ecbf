import { serverNow } from '../../api/serverClock'
import type { LiveStreamChange, LiveStreamDetails } from '../../api/types'
import type { AdminMessages } from '../i18n'
import { describeCardChange } from './describeCardChange'
import { describeEdit } from './describeEdit'
import { orderOf, pinOf } from './pins'

/** Whether the shop itself made the change: sample data, or the consequence of a deleted product. */
export const isBySystem = (change: LiveStreamChange): boolean => change.byId === 'system'

const undoWindow = 3_600_000

/** Whether the server may undo the change, as far as the change itself tells. */
export const isUndoable = (change: LiveStreamChange): boolean =>
  !isBySystem(change) && change.action !== 'created' && change.action !== 'product-refreshed' &&
  serverNow() - Date.parse(change.at) < undoWindow

/** The single move that leads from one order to the other, ignoring added and removed products; undefined when it takes more moves. */
export function moveBetween(before: readonly string[], after: readonly string[]): { productId: string; place: number } | undefined {
  const without = (order: readonly string[], id: string) => order.filter((other) => other !== id).join()
  const oldOrder = before.filter((id) => after.includes(id))
  const newOrder = after.filter((id) => before.includes(id))
  const first = oldOrder.findIndex((id, index) => id !== newOrder[index])
  // The product at the first difference was either moved there, or moved away to a later place.
  const moved = [newOrder[first], oldOrder[first]].find(
    (id): id is string => id !== undefined && without(oldOrder, id) === without(newOrder, id),
  )
  return moved === undefined ? undefined : { productId: moved, place: after.indexOf(moved) }
}

/** The order after a change: that before the next reordering, or else the current one. */
function orderAfter(change: LiveStreamChange, changes: readonly LiveStreamChange[], stream: LiveStreamDetails): readonly string[] {
  const later = changes.filter(({ version }) => version > change.version)
  const next = later.find(({ action }) => action === 'products-reordered' || action === 'product-moved')
  return next ? (next.before?.order ?? []) : orderOf(stream)
}

/** The note after a change: that before the next change of the pin, or else the current one. */
function noteAfter({ version, productId }: LiveStreamChange, changes: readonly LiveStreamChange[], stream: LiveStreamDetails) {
  const next = changes.find((later) => later.version > version && later.before?.pin?.productId === productId)
  return (next?.before?.pin ?? pinOf(stream, productId ?? ''))?.note
}

export interface ChangeDescription {
  /** The product that was changed, if it was a single one. */
  productId: string | undefined
  /** Names the change and who made it. */
  text: (m: AdminMessages) => string
}

/**
 * Describes a change in a sentence.
 * @param changes The changes before and after it.
 * @param stream The stream as it is now.
 * @param self The id of the admin who reads it, and whose own changes it tells as such.
 */
export function describeChange(
  change: LiveStreamChange,
  changes: readonly LiveStreamChange[],
  stream: LiveStreamDetails,
  self?: string,
): ChangeDescription {
  const { action } = change
  const by = (m: AdminMessages) => {
    if (isBySystem(change)) return m.did.shop
    return self && change.byId === self ? m.did.you : change.by
  }
  const nameOf = (id: string) =>
    pinOf(stream, id)?.product.name ??
    changes.find((other) => other.before?.pin?.productId === id)?.before?.pin?.product.name ??
    id

  switch (action) {
    case 'edited':
      return { productId: undefined, text: (m) => describeEdit(m, by(m), change, changes, stream) }
    case 'created':
    case 'started':
    case 'stopped':
    case 'products-hidden':
    case 'products-shown':
      return { productId: undefined, text: (m) => m.did[action](by(m)) }
    case 'products-reordered': {
      const moved = moveBetween(change.before?.order ?? [], orderAfter(change, changes, stream))
      const text = (m: AdminMessages) =>
        moved ? m.did['product-moved'](by(m), nameOf(moved.productId), moved.place) : m.did['products-reordered'](by(m))
      return { productId: moved?.productId, text }
    }
  }

  const productId = change.productId ?? ''
  const { card } = change
  const shownBefore = change.before?.pin?.product
  if (card && shownBefore) return { productId, text: (m) => describeCardChange(m, by(m), shownBefore, card) }

  const name = nameOf(productId)
  const place = change.after?.displayOrder ?? pinOf(stream, productId)?.displayOrder ?? 0
  const from = change.before?.pin?.displayOrder ?? place
  if (action === 'product-moved' && from !== place) {
    return { productId, text: (m) => m.did.movedFrom(by(m), name, from, place) }
  }
  if (action === 'product-noted') {
    const [old, now] = [change.before?.pin?.note ?? '', noteAfter(change, changes, stream) ?? '']
    return { productId, text: (m) => m.did['product-noted'](by(m), name, old, now) }
  }
  const message = action === 'product-unpinned' && isBySystem(change) ? 'product-gone' : action
  return { productId, text: (m) => m.did[message](by(m), name, place) }
}
