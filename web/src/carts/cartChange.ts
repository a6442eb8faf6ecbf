import type { CartItem, ProductCard } from '../api/types'

/** Something the customer did to the cart that the server has not confirmed yet. */
export type CartChange =
  | { kind: 'add'; key: string; product: ProductCard; quantity: number; streamId?: string }
  | { kind: 'set'; product: ProductCard; quantity: number }

/** The items as they will be when the server agrees; a quantity of 0 removes. */
export function applyChange(items: readonly CartItem[], change: CartChange): CartItem[] {
  const { product, quantity } = change
  const held = items.find((item) => item.productId === product.id)
  if (!held) return quantity > 0 ? [...items, { productId: product.id, quantity, product }] : [...items]

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
export function asAddition(change: CartChange): CartChange {
  return change.kind === 'add' ? change : { ...change, kind: 'add', key: newKey() }
}

/** 128 random bits; `crypto.randomUUID` would need HTTPS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
