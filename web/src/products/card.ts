import type { Product, ProductCard } from '../api/types'
import type { ShownCard } from './offer'
import { samePrice } from './price'
import { availabilityOf } from './stock'

/** What a card shows of a product: of several variants the price of the cheapest. */
export function cardOf({ id, name, imageUrl, price, stock, options, variants }: Product): ProductCard {
  const cheapest = variants.find((variant) => samePrice(variant.price, price))
  return {
    id, name, imageUrl, price,
    compareAtPrice: cheapest?.struckPrice ?? null,
    ...availabilityOf(stock),
    hasOptions: options.length > 0,
    priceVaries: variants.some((variant) => !samePrice(variant.price, price)),
  }
}

/** The properties by which `ProductPrice` shows a card's prices. */
export const pricesOf = ({ price, compareAtPrice, priceVaries, ends }: ShownCard) =>
  ({ price, compareAtPrice, varies: priceVaries, ends })
