import type { Money, Product, Variant } from '../../../api/types'
import { minorDigits } from '../../../products/price'
import { toCsv } from '../csv'

const places = [1, 2, 3]

/** The columns of the shop's own export: a row for each variant, the product's own values in the first of them. */
export const ownHeaders: readonly string[] = [
  'LiveShop ID', 'Name', 'Description', 'Pictures', 'Picture texts', 'VAT rate',
  ...places.flatMap((place) => [`Option ${place}`, `Option ${place} values`, `Value ${place}`]),
  'Variant ID', 'SKU', 'Price', 'Compare at price', 'Currency', 'Stock', 'Variant picture',
]

/** Whole units with a point, whatever the language: "19.90". */
export function plainAmount({ amount, currency }: Money): string {
  const digits = minorDigits(currency)
  const text = String(amount).padStart(digits + 1, '0')
  return digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text
}

const separator = ' | '
const escaped = (value: string) => value.replace(/[\\|]/g, '\\$&')
export const joinValues = (values: readonly string[]): string => values.map(escaped).join(separator)

/** The values of a cell that `joinValues` made, or that was typed with simple bars, empty ones too. */
export const splitCell = (cell: string): string[] =>
  cell.split(/(?<!(?<!\\)(?:\\\\)*\\)\|/).map((value) => value.trim().replace(/\\([\\|])/g, '$1'))

export const splitValues = (cell: string): string[] => splitCell(cell).filter(Boolean)

/** In the order of the pictures; empty when none has a text. */
const altTextsOf = ({ images, imageAltTexts }: Product): string => {
  const texts = new Map(imageAltTexts.map(({ imageUrl, text }) => [imageUrl, text]))
  return texts.size ? joinValues(images.map((image) => texts.get(image) ?? '')) : ''
}

function rowOf(product: Product, variant: Variant, isFirst: boolean): string[] {
  const first = (value: string | null) => (isFirst ? (value ?? '') : '')
  return [
    product.id, first(product.name), first(product.description), first(product.images.join(' ')),
    first(altTextsOf(product)), first(product.vatRateId),
    ...places.flatMap((_, at) => {
      const option = product.options[at]
      return [first(option?.name ?? ''), first(joinValues(option?.values ?? [])), variant.optionValues[at] ?? '']
    }),
    product.options.length ? variant.id : '', variant.sku ?? '', plainAmount(variant.price),
    variant.compareAtPrice ? plainAmount(variant.compareAtPrice) : '', variant.price.currency,
    variant.stock === null ? '' : String(variant.stock), variant.imageUrl ?? '',
  ]
}

/** The catalogue as a CSV file that the import reads back unchanged. */
export const catalogueToCsv = (products: readonly Product[]): string =>
  toCsv([ownHeaders, ...products.flatMap((product) => product.variants.map((variant, at) => rowOf(product, variant, at === 0)))])
