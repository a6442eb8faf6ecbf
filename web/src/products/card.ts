import type { Product, ProductCard } from '../api/types'

/** What a card shows of a product. */
export const cardOf = ({ id, name, imageUrl, price, stock, options }: Product): ProductCard => ({
  id, name, imageUrl, price, stock, hasOptions: options.length > 0,
})
