import type { Money, Product } from '../../api/types'
import { missing, noAddress, tooLong } from '../checks'
import type { FieldErrors } from '../forms'
import type { AdminMessages } from '../i18n'
import { parsePrice, plainPrice } from './parsePrice'
import type { ProductFields } from './changeProduct'
import { parseStock } from './stock'

/** A product as it stands in the form: text only. */
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
  stock: product ? String(product.stock) : '',
})

/** The product's fields, once the draft is checked. */
export function fieldsOf(draft: ProductDraft, locale: string): ProductFields {
  return {
    name: draft.name.trim(),
    description: draft.description.trim() || null,
    imageUrl: draft.imageUrl.trim() || null,
    price: parsePrice(draft.price, draft.currency, locale) as Money,
    stock: parseStock(draft.stock) ?? 0,
  }
}

/** Only what differs from the product: what is left out stays as it is, whoever changed it last. */
export function changesOf(fields: ProductFields, seen: Product): Partial<ProductFields> {
  const differs = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(seen[field as keyof ProductFields] ?? null)
  return Object.fromEntries(Object.entries(fields).filter(differs))
}

/** What the server would refuse, said before it is asked. */
export function checkProduct(draft: ProductDraft, locale: string): FieldErrors<ProductField> {
  const example = plainPrice({ amount: 1990, currency: draft.currency }, locale)
  return {
    ...tooLong(draft, { name: 200, description: 4000, imageUrl: 2048 }),
    ...noAddress(draft, ['imageUrl']),
    ...missing(draft, ['name']),
    ...(!parsePrice(draft.price, draft.currency, locale) && { price: (m: AdminMessages) => m.invalid.price(example) }),
    ...(parseStock(draft.stock) === undefined && { stock: (m: AdminMessages) => m.invalid.stock }),
  }
}
