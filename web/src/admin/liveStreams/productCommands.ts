import { unwrap, useApi } from '../../api/client'
import { newIdempotencyKey } from '../../api/idempotencyKey'
import type { Product, ProductCard } from '../../api/types'
import { samePrice } from '../../products/price'
import { availabilityOf, sameAvailability } from '../../products/stock'
import { changeProduct } from '../products/changeProduct'
import { plainStock } from '../products/stock'
import { describeCardChange } from './describeCardChange'
import type { Command } from './commands'
import { pinOf, withCard } from './pins'

/** Changes the price of the product itself, if it is still what the admin saw. The change feed then updates the stream. */
export const changePrice = (product: ProductCard, price: Product['price'], seen: Product['price']): Command => ({
  kind: 'price',
  product,
  inverse: {
    text: (m) => describeCardChange(m, m.did.you, { ...product, price: seen }, { ...product, price }),
    revert: () => changePrice({ ...product, price }, seen, price),
  },
  apply: (stream) => withCard(stream, product.id, { price }),
  async send() {
    await changeProduct(product.id, { price: seen }, { price })
    return undefined
  },
  isAwaited(stream) {
    const card = pinOf(stream, product.id)?.product
    return !!card && samePrice(card.price, seen)
  },
})

/** Adds or takes away pieces: the opposite of a correction, which undoes no sale that came after it. */
const addStock = (product: ProductCard, difference: number, shown: number, onChanged: (product: Product) => void): Command => {
  const key = newIdempotencyKey()
  return {
    kind: 'stock',
    product,
    stock: shown,
    inverse: {
      text: (m) => m.did.addedStock(m.did.you, product.name, difference),
      revert: () => addStock(product, -difference, shown - difference, onChanged),
    },
    apply: (stream) => withCard(stream, product.id, availabilityOf(shown)),
    async send() {
      onChanged(await unwrap(useApi().PATCH('/products/{id}', {
        params: { path: { id: product.id }, header: { 'Idempotency-Key': key } },
        body: { stockChange: difference },
      })))
      return undefined
    },
  }
}

/**
 * Changes the stock of the product itself, if it is still what the admin saw. The stream is updated when its card shows it.
 * @param onChanged Called with the product after the change.
 */
export const changeStock = (
  product: ProductCard, stock: number | null, seen: number | null, onChanged: (product: Product) => void,
): Command => ({
  kind: 'stock',
  product,
  stock,
  inverse: {
    text: (m) => m.cardChange.stock(m.did.you, product.name, plainStock(seen), plainStock(stock)),
    // Where pieces were or are not counted there is no difference to take back.
    revert: () => (stock === null || seen === null
      ? changeStock(product, seen, stock, onChanged)
      : addStock(product, seen - stock, seen, onChanged)),
  },
  apply: (stream) => withCard(stream, product.id, availabilityOf(stock)),
  async send() {
    onChanged(await changeProduct(product.id, { stock: seen }, { stock }))
    return undefined
  },
  isAwaited(stream) {
    const card = pinOf(stream, product.id)?.product
    return !!card && sameAvailability(card, availabilityOf(seen)) && !sameAvailability(card, availabilityOf(stock))
  },
})
