import type { LiveStreamDetails, LiveStreamState, PinnedProduct, Product, ProductCard, ProductOption, Variant } from './api/types'
import { availabilityOf, isSoldOut } from './products/stock'

/** Builders for specs: valid objects of which a spec gives the fields that it tests. */

/** @param given `stock` says how many pieces are left, of which the card tells what such a card tells. */
export const product = (id: string, { stock = 14, ...given }: Partial<ProductCard> = {}): ProductCard => ({
  id,
  name: id[0]?.toUpperCase() + id.slice(1),
  imageUrl: null,
  price: { amount: 1990, currency: 'EUR' },
  ...availabilityOf(stock),
  hasOptions: false,
  ...given,
})

/** A product without options of which this is the card. */
export const productOf = ({ id, name, imageUrl, price, compareAtPrice = null, ...card }: ProductCard): Product => {
  const stock = isSoldOut(card) ? 0 : (card.stock ?? 14)
  return {
    id, name, description: null, imageUrl, price, stock, sku: null, compareAtPrice, struckPrice: compareAtPrice,
    lowestPriceBefore: null, images: imageUrl ? [imageUrl] : [],
    imageAltTexts: [],
    vatRateId: null,
    options: [],
    variants: [{
      id: 'default', optionValues: [], sku: null, price, compareAtPrice, struckPrice: compareAtPrice, lowestPriceBefore: null, stock,
      imageUrl: null,
    }],
    version: 1,
    stockVersion: 1,
  }
}

/** A variant whose id is its values with a dash between them. */
export const variant = (optionValues: string[], given: Partial<Variant> = {}): Variant => ({
  id: optionValues.join('-').toLowerCase(),
  optionValues,
  sku: null,
  price: { amount: 4900, currency: 'EUR' },
  compareAtPrice: null,
  struckPrice: null,
  lowestPriceBefore: null,
  stock: 5,
  imageUrl: null,
  ...given,
})

/** A product with options of which this is the card. */
export const productWithOptions = (card: ProductCard, options: ProductOption[], variants: Variant[]): Product => ({
  ...productOf(card), options, variants,
})

export const pin = (card: ProductCard, displayOrder = 0): PinnedProduct => ({
  productId: card.id,
  displayOrder,
  pinnedAt: '2026-11-22T10:05:00Z',
  isActive: true,
  product: card,
})

export const state = (products: ProductCard[] = [], given: Partial<LiveStreamState> = {}): LiveStreamState => ({
  streamId: 'demo',
  version: 1,
  status: 'live',
  title: 'Winter table',
  startedAt: '2026-11-22T10:00:00Z',
  changedAt: '2026-11-22T10:05:00Z',
  detailsVersion: 1,
  pinnedProducts: products.map(pin),
  ...given,
})

export const stream = (products: ProductCard[] = [], given: Partial<LiveStreamDetails> = {}): LiveStreamDetails => ({
  ...state(products),
  description: null,
  playbackUrl: null,
  thumbnailUrl: null,
  scheduledFor: null,
  endedAt: null,
  ...given,
})
