import type { Money, Product } from '../../api/types'
import { parsePrice } from './parsePrice'
import { hasOptions, type ProductDraft } from './productDraft'
import { parseStock } from './stock'
import { readVariants } from './variants/variantDraft'

export type UnusualField = 'price' | 'stock'

/** A price or a stock that was typed, of a variant or of a product without options. */
interface Typed {
  id: string
  price: string
  stock: string
}

/** A change that may be a slip. */
export type UnusualChange = { key: string; id: string; text: string } & (
  | { field: 'price'; now: Money; before: Money }
  | { field: 'stock'; now: number; before: number }
)

/** Names a field of a variant; without a variant's id, of a product without options. */
export const unusualKey = (field: UnusualField, id = ''): string => `${field}:${id}`

const isBeyondFactor = (factor: number, one: number, other: number) => Math.max(one, other) > factor * Math.min(one, other)

/** Whether a price is so far from the one before that it may be a slip; nothing can be said after a price of 0. */
export const isUnusualPrice = (amount: number, before: number): boolean => before > 0 && isBeyondFactor(3, amount, before)

/** Whether a stock is so far from the one before that it may be a slip; sold out and new stock after it are usual. */
export const isUnusualStock = (stock: number, before: number): boolean =>
  stock > 0 && before > 0 && isBeyondFactor(10, stock, before)

function changesOf(
  { id, ...texts }: Typed, before: Pick<Product, 'price' | 'stock'>, currency: string, locale: string,
): UnusualChange[] {
  const price = parsePrice(texts.price, currency, locale)
  const stock = parseStock(texts.stock)
  const changes: UnusualChange[] = []
  if (price?.currency === before.price.currency && isUnusualPrice(price.amount, before.price.amount)) {
    changes.push({ key: unusualKey('price', id), id, text: texts.price, field: 'price', now: price, before: before.price })
  }
  if (typeof stock === 'number' && before.stock !== null && isUnusualStock(stock, before.stock)) {
    changes.push({ key: unusualKey('stock', id), id, text: texts.stock, field: 'stock', now: stock, before: before.stock })
  }
  return changes
}

/** The unusual changes of prices and stocks in a draft, in the order of the form's fields; a new variant has none. */
export function unusualChanges(draft: ProductDraft, seen: Product, locale: string): UnusualChange[] {
  if (!hasOptions(draft)) return changesOf({ id: '', price: draft.price, stock: draft.stock }, seen, draft.currency, locale)
  return readVariants(draft.variants).flatMap((variant) => {
    const before = seen.variants.find(({ id }) => id === variant.id)
    return before ? changesOf(variant, before, draft.currency, locale) : []
  })
}
