import type { Money, ProductChange, ProductValues } from '../../../api/types'
import type { useFormats } from '../../../i18n'
import type { AdminMessages } from '../../i18n'
import { plainStock } from '../stock'
import { nameOfVariant } from '../variants/options'

type Formats = Pick<ReturnType<typeof useFormats>, 'price' | 'number'>
type Variant = NonNullable<ProductValues['variants']>[number]
type Field = 'name' | 'price' | 'compareAtPrice' | 'stock' | 'sku'
type Values = Partial<Record<Field, string | number | Money | null>>

const fields: Field[] = ['name', 'price', 'compareAtPrice', 'stock', 'sku']

const isMoney = (value: string | number | Money): value is Money => typeof value === 'object'

function textOf(m: AdminMessages, formats: Formats, field: Field, value: Values[Field]): string {
  // A stock that is not counted is null, and so is any other value that is empty.
  if (value === null || value === undefined) return field === 'stock' ? plainStock(null) : m.productChange.empty
  if (isMoney(value)) return formats.price(value)
  return typeof value === 'number' ? formats.number(value) : value
}

const told = (m: AdminMessages, formats: Formats, before: Values, after: Values): string[] => fields
  .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
  .map((field) => m.productChange.value(
    m.productChange.fields[field], textOf(m, formats, field, before[field]), textOf(m, formats, field, after[field])))

const variantValues = ({ price, compareAtPrice, stock, sku }: Variant): Values => ({ price, compareAtPrice, stock, sku })

function toldOfVariants(m: AdminMessages, formats: Formats, before: Variant[], after: Variant[]): string[] {
  const old = new Map(before.map((variant) => [variant.id, variant]))
  const kept = after.flatMap((variant) => {
    const was = old.get(variant.id)
    // A product without options is its one variant, which has no name of its own.
    const name = nameOfVariant(variant) || m.productChange.itself
    if (!was) return [m.productChange.added(name)]
    const changes = told(m, formats, variantValues(was), variantValues(variant))
    if (was.imageUrl !== variant.imageUrl) changes.push(m.productChange.picture)
    if (nameOfVariant(was) !== nameOfVariant(variant)) changes.push(m.productChange.renamed(nameOfVariant(was)))
    return changes.length ? [`${name}: ${changes.join(', ')}`] : []
  })
  const left = new Set(after.map(({ id }) => id))
  const gone = before
    .filter(({ id }) => !left.has(id))
    .map((variant) => m.productChange.removed(nameOfVariant(variant) || m.productChange.itself))
  return [...kept, ...gone]
}

function changedValues(m: AdminMessages, formats: Formats, before: ProductValues, after: ProductValues): string[] {
  const differ = (field: 'description' | 'images' | 'imageAltTexts' | 'vatRateId' | 'options') =>
    JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null)
  return [
    ...told(m, formats, before, after),
    ...(differ('description') ? [m.productChange.description] : []),
    ...(differ('images') ? [m.productChange.images] : []),
    ...(differ('imageAltTexts') ? [m.productChange.imageAltTexts] : []),
    ...(differ('vatRateId') ? [m.productChange.vatRate] : []),
    ...(differ('options') ? [m.productChange.options] : []),
    ...toldOfVariants(m, formats, before.variants ?? [], after.variants ?? []),
  ]
}

export interface ProductChangeDescription {
  /** Who did what. */
  title: string
  /** The old and the new value of each thing that was changed. */
  details: string[]
}

/** @param self The id of the admin who reads it, and whose own changes it tells as such. */
export function describeProductChange(m: AdminMessages, formats: Formats, change: ProductChange, self?: string): ProductChangeDescription {
  const by = change.byId === 'system' ? m.did.shop : self && change.byId === self ? m.did.you : change.by
  const details = change.before && change.after ? changedValues(m, formats, change.before, change.after) : []
  return { title: m.productChange[change.action](by), details }
}
