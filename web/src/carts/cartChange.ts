import type { CartItem, ProductCard } from '../api/types'

/** Enough of a product to speak of it, also when it is no longer sold. */
export type NamedProduct = Pick<ProductCard, 'id' | 'name'>

interface Addition<P extends NamedProduct> {
  kind: 'add'
  /** Makes the server count it once, however often it is sent. */
  key: string
  product: P
  quantity: number
  streamId?: string
}

interface Setting {
  kind: 'set'
  product: NamedProduct
  quantity: number
}

/** Something the customer did to the cart that the server has not confirmed yet. */
export type CartChange = Addition<ProductCard> | Setting

/** What of it the server is told. */
export type CartCall = Addition<NamedProduct> | Setting

/** The items as they will be when the server agrees; a quantity of 0 removes. */
export function applyChange(items: readonly CartItem[], change: CartChange): CartItem[] {
  const { product, quantity } = change
  const held = items.find((item) => item.productId === product.id)
  if (!held && change.kind === 'add') return [...items, { productId: product.id, quantity, product: change.product }]
  if (!held) return [...items]

  const next = change.kind === 'add' ? held.quantity + quantity : quantity
  return next > 0
    ? items.map((item) => (item === held ? { ...item, quantity: next } : item))
    : items.filter((item) => item !== held)
}

/** Adds a change to those waiting; of several quantities for one product only the last is sent. */
export function enqueue(waiting: readonly CartChange[], change: CartChange, started: number): CartChange[] {
  const last = waiting.at(-1)
  const replaces =
    change.kind === 'set' && last?.kind === 'set' && last.product.id === change.product.id && waiting.length > started
  return replaces ? [...waiting.slice(0, -1), change] : [...waiting, change]
}

/** The change for a cart that holds nothing yet. */
export function asAddition(change: CartChange): CartCall {
  return change.kind === 'add' ? change : { ...change, kind: 'add', key: newKey() }
}

/** 128 random bits; `crypto.randomUUID` would need HTTPS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
