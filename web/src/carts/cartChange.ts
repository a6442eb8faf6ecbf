import { newIdempotencyKey } from '../api/idempotencyKey'
import type { CartItem, ProductCard, Variant } from '../api/types'
import { availabilityOf } from '../products/stock'

/** The part of a product that is known even after it was removed from the shop. */
export type NamedProduct = Pick<ProductCard, 'id' | 'name'> & {
  /** Which variant of a product with options. */
  variantId?: string | null
}

/** A product or a chosen variant of it, as a card shows it. */
export type ChosenProduct = ProductCard & { variantId?: string | null; optionValues?: string[] }

/** A card as it would be of one variant alone. */
export const chosenVariant = (card: ProductCard, { id, price, struckPrice, stock, imageUrl, optionValues }: Variant): ChosenProduct => ({
  ...card, ...availabilityOf(stock), hasOptions: true, priceVaries: false, variantId: id, price, compareAtPrice: struckPrice,
  imageUrl: imageUrl ?? card.imageUrl, optionValues,
})

/** The id under which a cart holds it. */
export const itemIdOf = ({ id, variantId }: NamedProduct): string => (variantId ? `${id}.${variantId}` : id)

interface AddItem<P extends NamedProduct> {
  kind: 'add'
  /** Idempotency key: the server counts the addition once, however often it is sent. */
  key: string
  product: P
  quantity: number
  streamId?: string
}

interface SetQuantity {
  kind: 'set'
  product: NamedProduct
  quantity: number
}

/** A change that the customer made and the server has not confirmed yet. */
export type CartChange = AddItem<ChosenProduct> | SetQuantity

/** The part of a change that is sent. */
export type CartCall = AddItem<NamedProduct> | SetQuantity

/** The items as they will be when the server accepts the change; a quantity of 0 removes. */
export function applyChange(items: readonly CartItem[], change: CartChange): CartItem[] {
  const { product, quantity } = change
  const itemId = itemIdOf(product)
  const current = items.find((item) => item.itemId === itemId)
  if (!current && change.kind === 'add') {
    const { variantId = null, optionValues = [], ...card } = change.product
    return [...items, { itemId, productId: product.id, variantId, quantity, available: null, optionValues, product: card }]
  }
  if (!current) return [...items]

  const next = change.kind === 'add' ? current.quantity + quantity : quantity
  return next > 0
    ? items.map((item) => (item === current ? { ...item, quantity: next } : item))
    : items.filter((item) => item !== current)
}

/** Of several quantities set for one product only the last has to be sent. */
export const supersedes = (change: CartChange, previous: CartChange): boolean =>
  change.kind === 'set' && previous.kind === 'set' && itemIdOf(change.product) === itemIdOf(previous.product)

/** The change as it has to be sent to an empty cart. */
export function asAddition(change: CartChange): CartCall {
  return change.kind === 'add' ? change : { ...change, kind: 'add', key: newIdempotencyKey() }
}
