import { unwrap, useApi } from '../../api/client'
import type { LiveStreamDetails, Product, ProductCard } from '../../api/types'
import { changeProduct } from '../products/changeProduct'
import { retryOnConflict } from '../retryOnConflict'
import { orderOf, withCard, withoutPin, withPin, withPinActive, withPinMoved, withStatus } from './pins'

export type CommandKind = 'pin' | 'move' | 'show' | 'hide' | 'unpin' | 'start' | 'stop' | 'price' | 'stock'

/** A change that an admin makes to a stream. */
export interface Command {
  kind: CommandKind
  product?: ProductCard
  /** The stream with the change, shown until the server answers. */
  apply: (stream: LiveStreamDetails) => LiveStreamDetails
  /** Sends it, given the confirmed stream; resolves with the stream after it, or undefined if the server does not return it. */
  send: (stream: LiveStreamDetails) => Promise<LiveStreamDetails | undefined>
}

const at = (stream: LiveStreamDetails) => ({ id: stream.streamId })
const sameOrder = (one: LiveStreamDetails, other: LiveStreamDetails) => orderOf(one).join() === orderOf(other).join()

export const pin = (product: ProductCard, displayOrder?: number): Command => ({
  kind: 'pin',
  product,
  apply: (stream) => withPin(stream, product, displayOrder),
  send: (stream) =>
    unwrap(useApi().POST('/livestreams/{id}/pin-product', {
      params: { path: at(stream) },
      body: displayOrder === undefined ? { productId: product.id } : { productId: product.id, displayOrder },
    })),
})

export const unpin = (product: ProductCard): Command => ({
  kind: 'unpin',
  product,
  apply: (stream) => withoutPin(stream, product.id),
  send: (stream) =>
    unwrap(useApi().DELETE('/livestreams/{id}/pinned-products/{productId}', {
      params: { path: { ...at(stream), productId: product.id } },
    })),
})

export const setActive = (product: ProductCard, isActive: boolean): Command => ({
  kind: isActive ? 'show' : 'hide',
  product,
  apply: (stream) => withPinActive(stream, product.id, isActive),
  send: (stream) =>
    unwrap(useApi().PATCH('/livestreams/{id}/pinned-products/{productId}', {
      params: { path: { ...at(stream), productId: product.id } },
      body: { isActive },
    })),
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
          params: { path: at(base), header: { 'If-Match': `"${base.version}"` } },
          body: { productIds: orderOf(wanted) },
        }))
      },
      (current) => !sameOrder(current, seen),
    ),
})

export const start = (): Command => ({
  kind: 'start',
  apply: (stream) => withStatus(stream, 'live'),
  send: (stream) => unwrap(useApi().POST('/livestreams/{id}/start', { params: { path: at(stream) } })),
})

export const stop = (): Command => ({
  kind: 'stop',
  apply: (stream) => withStatus(stream, 'ended'),
  send: (stream) => unwrap(useApi().POST('/livestreams/{id}/stop', { params: { path: at(stream) } })),
})

type EditableFields = Partial<Pick<Product, 'price' | 'stock'>>

/** Changes the product itself, if it still has the values that the admin saw. The change feed then updates the stream. */
function change(kind: 'price' | 'stock', product: ProductCard, changed: EditableFields, seen: EditableFields): Command {
  return {
    kind,
    product,
    apply: (stream) => withCard(stream, product.id, changed),
    async send() {
      await changeProduct(product.id, seen, changed)
      return undefined
    },
  }
}

export const changePrice = (product: ProductCard, price: Product['price'], seen: Product['price']): Command =>
  change('price', product, { price }, { price: seen })
export const changeStock = (product: ProductCard, stock: number, seen: number): Command =>
  change('stock', product, { stock }, { stock: seen })
