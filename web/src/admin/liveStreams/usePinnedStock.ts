import { shallowRef } from 'vue'
import { unwrap, useApi } from '../../api/client'
import type { PinnedProduct, Product } from '../../api/types'
import { isSoldOut } from '../../products/stock'
import { newest } from '../../realtime/byVersion'
import type { Command } from './commands'

/**
 * The pieces of pinned products, which the catalogue tells while there are more than a card does.
 * @param pending The commands that the server has not answered.
 */
export function usePinnedStock(pending: () => readonly Command[]) {
  const products = shallowRef<ReadonlyMap<string, Product>>(new Map())

  function learn(found: readonly Product[]): void {
    products.value = new Map([...products.value, ...found.map((product) => [product.id, newest(products.value.get(product.id), product)] as const)])
  }

  /** Reads the products again; a failure leaves them as they are. */
  async function read(pins: readonly PinnedProduct[]): Promise<void> {
    const held = products.value
    const ids = pins.map(({ productId }) => productId).join()
    if (!ids) return
    const found = await unwrap(useApi().GET('/products', { params: { query: { ids } } })).catch(() => undefined)
    if (found && (held === products.value || held.size)) learn(found.items)
  }

  /** Null when the pieces are not counted, undefined before they are known. */
  function stockOf({ productId, product: card }: PinnedProduct): number | null | undefined {
    const change = pending().findLast(({ kind, product }) => kind === 'stock' && product?.id === productId)
    if (change) return change.stock
    if (isSoldOut(card)) return 0
    return card.availability === 'low' ? card.stock : products.value.get(productId)?.stock
  }

  function forget(): void {
    products.value = new Map()
  }

  return { learn, read, stockOf, forget }
}
