import type { Product, ProductCard } from '../../api/types'
import { samePrice } from '../../products/price'
import { availabilityOf, sameAvailability } from '../../products/stock'
import { changeProduct } from '../products/changeProduct'
import type { Command } from './commands'
import { pinOf, withCard } from './pins'

/** Changes the price of the product itself, if it is still what the admin saw. The change feed then updates the stream. */
export const changePrice = (product: ProductCard, price: Product['price'], seen: Product['price']): Command => ({
  kind: 'price',
  product,
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
