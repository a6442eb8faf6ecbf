import type { Money, Product, ProductOption, Variant } from '../../../api/types'
import { notLoadable, tooLong } from '../../checks'
import type { FieldErrors } from '../../forms'
import type { AdminMessages } from '../../i18n'
import { parsePrice, plainPrice } from '../parsePrice'
import { parseStock, plainStock } from '../stock'
import { completeOptions, maxTextLength, type Choices, type OptionDraft, type VariantDraft } from './options'

/** A variant as it is sent; without an id the server makes one. */
export type VariantFields = Pick<Variant, 'optionValues' | 'sku' | 'price' | 'compareAtPrice' | 'stock' | 'imageUrl'> & { id?: string }

/** What is sent of a variant, in the order in which it is compared. */
export const fieldsOfVariant = ({ id, optionValues, sku, price, compareAtPrice, stock, imageUrl }: Variant): VariantFields =>
  ({ id, optionValues, sku, price, compareAtPrice, stock, imageUrl })

const priceText = (price: Money | null, locale: string) => (price ? plainPrice(price, locale) : '')

const draftOfVariant = ({ id, optionValues, sku, price, compareAtPrice, stock, imageUrl }: Variant, locale: string): VariantDraft => ({
  id,
  optionValues,
  sku: sku ?? '',
  price: plainPrice(price, locale),
  compareAtPrice: priceText(compareAtPrice, locale),
  stock: stock === null ? '' : plainStock(stock),
  imageUrl: imageUrl ?? '',
})

/** Of a product without options, which has its price and stock itself, there are none. */
export const choicesOf = (product: Product | undefined, locale: string): Choices => product?.options.length
  ? { options: product.options, variants: product.variants.map((variant) => draftOfVariant(variant, locale)) }
  : { options: [], variants: [] }

// The form compares its fields as text, so the lists are text too.
export const writeList = (list: readonly (OptionDraft | VariantDraft)[]): string => JSON.stringify(list)
export const readOptions = (text: string): OptionDraft[] => JSON.parse(text) as OptionDraft[]
export const readVariants = (text: string): VariantDraft[] => JSON.parse(text) as VariantDraft[]

/** Empty or a dash: pieces are not counted. */
export const parseVariantStock = (text: string): number | null | undefined => (text.trim() ? parseStock(text) : null)

const isOffered = (options: readonly OptionDraft[]) => ({ optionValues }: VariantDraft) =>
  optionValues.length === options.length && optionValues.every((value, n) => options[n]?.values.includes(value))

/** The options and variants of a valid draft. Variants of values that are gone, as another admin may have removed them, are left out. */
export function fieldsOfChoices(
  { options, variants }: Choices, currency: string, locale: string,
): { options: ProductOption[]; variants: VariantFields[] } {
  const complete = completeOptions(options).map(({ name, values }) => ({ name: name.trim(), values }))
  const price = (text: string) => parsePrice(text, currency, locale)
  return {
    options: complete,
    variants: variants.filter(isOffered(complete)).map((variant) => ({
      ...(variant.id && { id: variant.id }),
      optionValues: variant.optionValues,
      sku: variant.sku.trim() || null,
      price: price(variant.price) as Money,
      compareAtPrice: price(variant.compareAtPrice) ?? null,
      stock: parseVariantStock(variant.stock) ?? null,
      imageUrl: variant.imageUrl.trim() || null,
    })),
  }
}

type VariantField = 'sku' | 'price' | 'compareAtPrice' | 'stock' | 'imageUrl'
export type VariantErrors = FieldErrors<VariantField>

/** Errors of a price before a reduction. */
export function checkCompareAtPrice(text: string, price: Money | undefined, currency: string, locale: string) {
  if (!text.trim()) return undefined
  const before = parsePrice(text, currency, locale)
  if (!before) return (m: AdminMessages) => m.invalid.price(plainPrice({ amount: 1990, currency }, locale))
  return price && before.amount <= price.amount ? (m: AdminMessages) => m.invalid.compareAtPrice : undefined
}

/** Client-side validation of a variant with the server's rules. */
export function checkVariant(variant: VariantDraft, currency: string, locale: string): VariantErrors {
  const price = parsePrice(variant.price, currency, locale)
  const compareAtPrice = checkCompareAtPrice(variant.compareAtPrice, price, currency, locale)
  const texts = { sku: variant.sku, imageUrl: variant.imageUrl }
  return {
    ...tooLong(texts, { sku: 100, imageUrl: 2048 }),
    ...notLoadable(texts, ['imageUrl']),
    ...(!price && { price: (m: AdminMessages) => m.invalid.price(plainPrice({ amount: 1990, currency }, locale)) }),
    ...(compareAtPrice && { compareAtPrice }),
    ...(parseVariantStock(variant.stock) === undefined && { stock: (m: AdminMessages) => m.invalid.stock }),
  }
}

/** Of an option's name; an option without values that has no name either is left out and so has none. */
export function checkOption(options: readonly OptionDraft[], at: number): ((m: AdminMessages) => string) | undefined {
  const option = options[at]
  const name = option?.name.trim() ?? ''
  if (!name) return option?.values.length ? (m) => m.invalid.required : undefined
  if (name.length > maxTextLength) return (m) => m.invalid.tooLong(maxTextLength)
  if (options.some((other, n) => n !== at && other.name.trim() === name)) return (m) => m.invalid.optionTwice
  return option?.values.length ? undefined : (m) => m.invalid.optionEmpty
}
