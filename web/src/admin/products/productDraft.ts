import type { Money, Product } from '../../api/types'
import { missing, notLoadable, tooLong } from '../checks'
import { rebase, type FieldErrors } from '../forms'
import type { AdminMessages } from '../i18n'
import { altTextsOf, readAltTexts, writeAltTexts } from '../pictures/altTexts'
import { readPictures, writePictures } from '../pictures/pictureList'
import { parsePrice, plainPrice } from './parsePrice'
import { parseStock, plainStock } from './stock'
import { describeVariants, mergeVariants, variantsContradict } from './variants/mergeVariants'
import { completeOptions } from './variants/options'
import {
  checkCompareAtPrice, checkOption, checkVariant, choicesOf, fieldsOfChoices, fieldsOfVariant, readOptions, readVariants, writeList,
  type VariantFields,
} from './variants/variantDraft'
import { appliedVatRate } from './vatRateChoices'

type SimpleFields = Pick<Product, 'name' | 'description' | 'images' | 'imageAltTexts' | 'price' | 'stock' | 'sku' | 'compareAtPrice' | 'vatRateId' | 'options'>

/** What a form or an edit in place sends of a product. */
export type ProductFields = Partial<SimpleFields> & { variants?: VariantFields[] }

/** The form's fields as text. A product with options has its prices, stocks and SKUs in its variants. */
export interface ProductDraft {
  name: string
  description: string
  images: string
  imageAltTexts: string
  currency: string
  price: string
  stock: string
  sku: string
  compareAtPrice: string
  /** Empty for the shop's default. */
  vatRateId: string
  options: string
  variants: string
}

export type ProductField = keyof ProductDraft

export function draftOf(product: Product | undefined, currency: string, locale: string): ProductDraft {
  const { options, variants } = choicesOf(product, locale)
  const simple = options.length ? undefined : product
  return {
    name: product?.name ?? '',
    description: product?.description ?? '',
    images: writePictures(product?.images ?? []),
    imageAltTexts: writeAltTexts(product?.imageAltTexts ?? []),
    currency: product?.price.currency ?? currency,
    price: simple ? plainPrice(simple.price, locale) : '',
    stock: simple ? plainStock(simple.stock) : '',
    sku: simple?.sku ?? '',
    compareAtPrice: simple?.compareAtPrice ? plainPrice(simple.compareAtPrice, locale) : '',
    vatRateId: product?.vatRateId ?? '',
    options: writeList(options),
    variants: writeList(variants),
  }
}

/** A draft for a product like another one, but with article numbers of its own. */
export const copyDraft = (draft: ProductDraft): ProductDraft =>
  ({ ...draft, sku: '', variants: writeList(readVariants(draft.variants).map((variant) => ({ ...variant, sku: '' }))) })

/** What others have set a list or the VAT rate to, in short; undefined for a field that is shown as it is. */
export function describeField(field: ProductField, draft: ProductDraft, now: ProductDraft, locale: string): string | undefined {
  if (field === 'vatRateId') return appliedVatRate(now.vatRateId, locale)?.text
  if (field === 'options') return readOptions(now.options).map(({ name, values }) => `${name}: ${values.join(', ')}`).join(' · ')
  if (field === 'imageAltTexts') return readAltTexts(now.imageAltTexts).map(({ text }) => text).join(' · ')
  if (field === 'images') return readPictures(now.images).join(' · ')
  return field === 'variants' ? describeVariants(readVariants(draft.variants), readVariants(now.variants)) : undefined
}

export const hasOptions = (draft: ProductDraft): boolean => completeOptions(readOptions(draft.options)).length > 0

/** The product's fields of a valid draft. */
export function fieldsOf(draft: ProductDraft, locale: string): ProductFields {
  const common = {
    name: draft.name.trim(),
    description: draft.description.trim() || null,
    images: readPictures(draft.images),
    imageAltTexts: altTextsOf(draft.imageAltTexts, readPictures(draft.images)),
    vatRateId: draft.vatRateId || null,
  }
  if (hasOptions(draft)) {
    const choices = { options: readOptions(draft.options), variants: readVariants(draft.variants) }
    return { ...common, ...fieldsOfChoices(choices, draft.currency, locale) }
  }
  return {
    ...common,
    price: parsePrice(draft.price, draft.currency, locale) as Money,
    stock: parseStock(draft.stock) ?? null,
    sku: draft.sku.trim() || null,
    compareAtPrice: parsePrice(draft.compareAtPrice, draft.currency, locale) ?? null,
    options: [],
  }
}

/** Only the changed fields, so that other admins' changes of the rest are kept; all of a product that gets options or loses them. */
export function changesOf(fields: ProductFields, seen: Product): ProductFields {
  if (!fields.options?.length !== !seen.options.length) return fields.options?.length ? fields : { ...fields, variants: [] }
  const known = { ...seen, variants: seen.variants.map(fieldsOfVariant) }
  const differs = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(known[field as keyof ProductFields] ?? null)
  return Object.fromEntries(Object.entries(fields).filter(differs)) as ProductFields
}

/** A draft with what others have saved since `before`; variants are merged field by field. */
export function mergeDrafts(draft: ProductDraft, before: ProductDraft, now: ProductDraft): ProductDraft {
  const variants = mergeVariants(readVariants(draft.variants), readVariants(before.variants), readVariants(now.variants))
  return { ...rebase(draft, before, now), variants: writeList(variants) }
}

/** Whether others have set a field to another value than this draft does. */
export function contradicts(draft: ProductDraft, before: ProductDraft, now: ProductDraft): boolean {
  const differ = (field: ProductField) => draft[field] !== before[field] && now[field] !== before[field] && now[field] !== draft[field]
  const fields = Object.keys(draft) as ProductField[]
  return fields.some((field) => (field === 'variants'
    ? variantsContradict(readVariants(draft.variants), readVariants(before.variants), readVariants(now.variants))
    : differ(field)))
}

function checkSimple(draft: ProductDraft, locale: string): FieldErrors<ProductField> {
  const price = parsePrice(draft.price, draft.currency, locale)
  const compareAtPrice = checkCompareAtPrice(draft.compareAtPrice, price, draft.currency, locale)
  const example = plainPrice({ amount: 1990, currency: draft.currency }, locale)
  return {
    ...tooLong(draft, { sku: 100 }),
    ...(!price && { price: (m: AdminMessages) => m.invalid.price(example) }),
    ...(compareAtPrice && { compareAtPrice }),
    ...(parseStock(draft.stock) === undefined && { stock: (m: AdminMessages) => m.invalid.stock }),
  }
}

function checkChoices(draft: ProductDraft, locale: string): FieldErrors<ProductField> {
  const variants = readVariants(draft.variants)
  const wrong = variants.filter((variant) => Object.keys(checkVariant(variant, draft.currency, locale)).length > 0).length
  return {
    ...(wrong && { variants: (m: AdminMessages) => m.invalid.variants(wrong) }),
    ...(!variants.length && { variants: (m: AdminMessages) => m.invalid.noVariants }),
  }
}

function checkPictures({ images }: ProductDraft): FieldErrors<ProductField> {
  const error = readPictures(images).map((url) => ({ ...tooLong({ url }, { url: 2048 }), ...notLoadable({ url }, ['url']) }).url).find(Boolean)
  return error ? { images: error } : {}
}

/** Client-side validation with the server's rules. */
export function checkProduct(draft: ProductDraft, locale: string): FieldErrors<ProductField> {
  const options = readOptions(draft.options)
  return {
    ...tooLong(draft, { name: 200, description: 4000 }),
    ...checkPictures(draft),
    ...missing(draft, ['name']),
    ...(options.some((_, at) => checkOption(options, at)) && { options: (m: AdminMessages) => m.invalid.options }),
    ...(hasOptions(draft) ? checkChoices(draft, locale) : checkSimple(draft, locale)),
  }
}
