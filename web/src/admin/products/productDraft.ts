import type { Money, Product } from '../../api/types'
import { missing, notLoadable, tooLong } from '../checks'
import type { FieldErrors } from '../forms'
import type { AdminMessages } from '../i18n'
import { parsePrice, plainPrice } from './parsePrice'
import type { ProductFields } from './changeProduct'
import { parseStock, plainStock } from './stock'

/** The form's fields as text. */
export interface ProductDraft {
  name: string
  description: string
  imageUrl: string
  price: string
  currency: string
  stock: string
}

export type ProductField = keyof ProductDraft

export const draftOf = (product: Product | undefined, currency: string, locale: string): ProductDraft => ({
  name: product?.name ?? '',
  description: product?.description ?? '',
  imageUrl: product?.imageUrl ?? '',
  price: product ? plainPrice(product.price, locale) : '',
  currency: product?.price.currency ?? currency,
  stock: product ? plainStock(product.stock) : '',
})

/** The product's fields of a valid draft. */
export function fieldsOf(draft: ProductDraft, locale: string): ProductFields {
  return {
    name: draft.name.trim(),
    description: draft.description.trim() || null,
    imageUrl: draft.imageUrl.trim() || null,
    price: parsePrice(draft.price, draft.currency, locale) as Money,
    stock: parseStock(draft.stock) ?? null,
  }
}

/** Only the changed fields, so that other admins' changes of the rest are kept. */
export function changesOf(fields: ProductFields, seen: Product): Partial<ProductFields> {
  const differs = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(seen[field as keyof ProductFields] ?? null)
  return Object.fromEntries(Object.entries(fields).filter(differs))
}

/** Client-side validation with the server's rules. */
export function checkProduct(draft: ProductDraft, locale: string): FieldErrors<ProductField> {
  const example = plainPrice({ amount: 1990, currency: draft.currency }, locale)
  return {
    ...tooLong(draft, { name: 200, description: 4000, imageUrl: 2048 }),
    ...notLoadable(draft, ['imageUrl']),
    ...missing(draft, ['name']),
    ...(!parsePrice(draft.price, draft.currency, locale) && { price: (m: AdminMessages) => m.invalid.price(example) }),
    ...(parseStock(draft.stock) === undefined && { stock: (m: AdminMessages) => m.invalid.stock }),
  }
}
