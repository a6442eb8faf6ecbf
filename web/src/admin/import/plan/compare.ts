import type { Money, Product } from '../../../api/types'
import type { ImportedProduct } from '../candidate'
import { matchVariants, type TargetProduct, type TargetVariant } from './merge'

/** A difference between the shop and what the import will make of it. */
export interface Change {
  field:
    'name' | 'description' | 'images' | 'altTexts' | 'vatRate' | 'options' | 'price' | 'compareAtPrice' | 'sku' | 'picture' | 'variantNew' | 'variantGone' | 'order'
  /** The variant's option values, of a product with options. */
  variant?: string
  from?: string | Money | null
  to?: string | Money | null
}

/** Pieces of a variant in the shop and in the file; null where they are not counted. */
export interface StockDifference {
  variantId: string
  variant: string
  from: number | null
  to: number | null
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const label = (optionValues: readonly string[]) => optionValues.join(' / ')

/** What changes of a product, except the stock. */
export function changesOf(target: TargetProduct, existing: Product): Change[] {
  const changes: Change[] = []
  if (target.name !== existing.name) changes.push({ field: 'name', from: existing.name, to: target.name })
  if (target.description !== existing.description) changes.push({ field: 'description' })
  if (!same(target.images, existing.images)) changes.push({ field: 'images' })
  if (!same(textsOf(target), textsOf(existing))) changes.push({ field: 'altTexts' })
  if (target.vatRateId !== existing.vatRateId) changes.push({ field: 'vatRate', from: existing.vatRateId, to: target.vatRateId })
  if (!same(target.options, existing.options)) changes.push({ field: 'options' })

  const shops = new Map(existing.variants.map((variant) => [variant.id, variant]))
  for (const variant of target.variants) {
    const before = variant.id === undefined ? undefined : shops.get(variant.id)
    changes.push(...(before ? variantChanges(variant, before) : [{ field: 'variantNew' as const, variant: label(variant.optionValues) }]))
    if (before) shops.delete(before.id)
  }
  for (const gone of shops.values()) changes.push({ field: 'variantGone', variant: label(gone.optionValues) })
  const order = target.variants.map(({ id }) => id)
  if (!changes.length && !same(order, existing.variants.map(({ id }) => id))) changes.push({ field: 'order' })
  return changes
}

function variantChanges(variant: TargetVariant, before: Product['variants'][number]): Change[] {
  const of = { variant: label(variant.optionValues) }
  const changes: Change[] = []
  if (!same(money(variant.price), money(before.price))) changes.push({ field: 'price', ...of, from: before.price, to: variant.price })
  if (!same(money(variant.compareAtPrice), money(before.compareAtPrice))) {
    changes.push({ field: 'compareAtPrice', ...of, from: before.compareAtPrice, to: variant.compareAtPrice })
  }
  if (variant.sku !== before.sku) changes.push({ field: 'sku', ...of, from: before.sku, to: variant.sku })
  if (variant.imageUrl !== before.imageUrl) changes.push({ field: 'picture', ...of })
  if (!same(variant.optionValues, before.optionValues)) changes.push({ field: 'name', from: label(before.optionValues), to: of.variant })
  return changes
}

const textsOf = ({ imageAltTexts }: Pick<Product, 'imageAltTexts'>) => imageAltTexts.map(({ imageUrl, text }) => [imageUrl, text])
const money = (price: Money | null) => price && [price.amount, price.currency]

/** Where the file has another number of pieces than the shop. */
export function stockDifferences(imported: ImportedProduct, existing: Product): StockDifference[] {
  return [...matchVariants(imported, existing)].flatMap(([variant, { id, stock, optionValues }]) =>
    variant.stock === undefined || variant.stock === stock
      ? []
      : [{ variantId: id, variant: label(optionValues), from: stock, to: variant.stock }])
}
