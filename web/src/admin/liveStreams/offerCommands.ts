import { unwrap, useApi } from '../../api/client'
import type { ProductCard } from '../../api/types'
import { atPin, onAnyVersion, type Command } from './commands'

/** A lower price, or a percentage off, for some seconds. */
export interface OfferTerms {
  price?: ProductCard['price']
  percentOff?: number
  seconds: number
}

export const setOffer = (product: ProductCard, terms: OfferTerms): Command => ({
  kind: 'offer',
  product,
  apply: (stream) => stream,
  send: (seen) =>
    onAnyVersion(seen, (base) =>
      unwrap(useApi().PUT('/livestreams/{id}/pinned-products/{productId}/offer', { params: atPin(base, product.id), body: terms }))),
})

export const withdrawOffer = (product: ProductCard): Command => ({
  kind: 'withdraw',
  product,
  apply: (stream) => stream,
  send: (seen) =>
    onAnyVersion(seen, (base) =>
      unwrap(useApi().DELETE('/livestreams/{id}/pinned-products/{productId}/offer', { params: atPin(base, product.id) }))),
})
