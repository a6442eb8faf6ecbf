import { unwrap, useApi } from '../../api/client'
import type { LiveStreamDetails, ProductCard } from '../../api/types'
import type { AdminMessages } from '../i18n'
import { retryOnConflict } from '../retryOnConflict'
import {
  orderOf, pinOf, withAllHidden, withFeatured, withNote, withoutPin, withPin, withPinActive, withPinMoved, withStatus,
} from './pins'

export type CommandKind = 'pin' | 'move' | 'show' | 'hide' | 'feature' | 'hideAll' | 'note' | 'unpin' | 'start' | 'stop' | 'price' | 'stock' | 'undo' | 'offer' | 'withdraw'

export type Direction = 'undo' | 'redo'

/** A change that was made, and the command that reverts it. */
export interface UndoStep {
  text: (m: AdminMessages) => string
  revert: () => Command
}

/** A change that an admin makes to a stream. */
export interface Command {
  kind: CommandKind
  product?: ProductCard
  /** The pieces that a change of the stock leaves. */
  stock?: number | null
  /** The stream with the change, shown until the server answers. */
  apply: (stream: LiveStreamDetails) => LiveStreamDetails
  /** Sends it, given the confirmed stream; resolves with the stream after it, or undefined if the server does not return it. */
  send: (stream: LiveStreamDetails) => Promise<LiveStreamDetails | undefined>
  /** Reverts a change of a product, which the stream's journal cannot; `text` tells the change. */
  inverse?: UndoStep
  /** Whether it was made to undo or to redo another change. */
  by?: Direction
  /** The version of the change that it reverts. */
  reverts?: number
  /** Whether the stream still lacks an accepted change that reaches it later, as one of a product does. */
  isAwaited?: (stream: LiveStreamDetails) => boolean
}

const ifMatch = (base: LiveStreamDetails) => ({ 'If-Match': `"${base.version}"` })
const at = (base: LiveStreamDetails) => ({ path: { id: base.streamId }, header: ifMatch(base) })
export const atPin = (base: LiveStreamDetails, productId: string) => ({ path: { id: base.streamId, productId }, header: ifMatch(base) })

/** Writes on the version that the admin has seen, and on a newer one too, as others' changes do not contradict the command. */
export const onAnyVersion = (seen: LiveStreamDetails, write: (base: LiveStreamDetails) => Promise<LiveStreamDetails>) =>
  retryOnConflict(seen, write, () => false)

/** Writes unless somebody else has started or stopped the stream meanwhile. */
const onSameStatus = (seen: LiveStreamDetails, write: (base: LiveStreamDetails) => Promise<LiveStreamDetails>) =>
  retryOnConflict(seen, write, (current) => current.status !== seen.status)

const sameOrder = (one: LiveStreamDetails, other: LiveStreamDetails) => orderOf(one).join() === orderOf(other).join()

export const pin = (product: ProductCard, displayOrder?: number, isActive = true): Command => ({
  kind: 'pin',
  product,
  apply: (stream) => withPin(stream, product, displayOrder, isActive),
  send: (seen) =>
    onAnyVersion(seen, (base) =>
      unwrap(useApi().POST('/livestreams/{id}/pin-product', {
        params: at(base),
        body: {
          productId: product.id,
          ...(displayOrder !== undefined && { displayOrder }),
          ...(!isActive && { isActive }),
        },
      }))),
})

export const unpin = (product: ProductCard): Command => ({
  kind: 'unpin',
  product,
  apply: (stream) => withoutPin(stream, product.id),
  send: (seen) =>
    onAnyVersion(seen, (base) =>
      unwrap(useApi().DELETE('/livestreams/{id}/pinned-products/{productId}', { params: atPin(base, product.id) }))),
})

export const setActive = (product: ProductCard, isActive: boolean): Command => ({
  kind: isActive ? 'show' : 'hide',
  product,
  apply: (stream) => withPinActive(stream, product.id, isActive),
  send: (seen) =>
    onAnyVersion(seen, (base) =>
      unwrap(useApi().PATCH('/livestreams/{id}/pinned-products/{productId}', {
        params: atPin(base, product.id),
        body: { isActive },
      }))),
})

/** Shows a product now: active and first. The product is named, so that a repeated command shows no other. */
export const feature = (product: ProductCard): Command => ({
  kind: 'feature',
  product,
  apply: (stream) => withFeatured(stream, product.id),
  send: (seen) =>
    onAnyVersion(seen, (base) =>
      unwrap(useApi().POST('/livestreams/{id}/feature', { params: at(base), body: { productId: product.id } }))),
})

export const hideAll = (): Command => ({
  kind: 'hideAll',
  apply: withAllHidden,
  send: (seen) => onAnyVersion(seen, (base) => unwrap(useApi().POST('/livestreams/{id}/hide-all', { params: at(base) }))),
})

/** Writes the note for the host, unless somebody else has changed it meanwhile. */
export const writeNote = (product: ProductCard, note: string): Command => ({
  kind: 'note',
  product,
  apply: (stream) => withNote(stream, product.id, note),
  send: (seen) =>
    retryOnConflict(
      seen,
      (base) => unwrap(useApi().PATCH('/livestreams/{id}/pinned-products/{productId}', {
        params: atPin(base, product.id),
        body: { note: note || null },
      })),
      (current) => pinOf(current, product.id)?.note !== pinOf(seen, product.id)?.note,
    ),
})

/** Sends the whole order with If-Match, because an order based on an older version would undo another admin's. */
export const move = (product: ProductCard, place: number): Command => ({
  kind: 'move',
  product,
  apply: (stream) => withPinMoved(stream, product.id, place),
  send: (seen) =>
    retryOnConflict(
      seen,
      (base) => {
        const wanted = withPinMoved(base, product.id, place)
        if (sameOrder(wanted, base)) return Promise.resolve(base)
        return unwrap(useApi().PUT('/livestreams/{id}/pinned-products/order', {
          params: at(base),
          body: { productIds: orderOf(wanted) },
        }))
      },
      (current) => !sameOrder(current, seen),
    ),
})

/** Reverts a change by its version. The server knows whether a later change touched the same thing. */
export const undoChange = (version: number): Command => ({
  kind: 'undo',
  reverts: version,
  apply: (stream) => stream,
  send: (seen) => unwrap(useApi().POST('/livestreams/{id}/undo', { params: { path: { id: seen.streamId } }, body: { version } })),
})

export const start = (): Command => ({
  kind: 'start',
  apply: (stream) => withStatus(stream, 'live'),
  send: (seen) => onSameStatus(seen, (base) => unwrap(useApi().POST('/livestreams/{id}/start', { params: at(base) }))),
})

export const stop = (): Command => ({
  kind: 'stop',
  apply: (stream) => withStatus(stream, 'ended'),
  send: (seen) => onSameStatus(seen, (base) => unwrap(useApi().POST('/livestreams/{id}/stop', { params: at(base) }))),
})
