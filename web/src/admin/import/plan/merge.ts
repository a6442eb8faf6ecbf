import type { Money, Product, ProductOption } from '../../../api/types'
import type { ImportedProduct, ImportedVariant } from '../candidate'

/** A variant as it will be in the shop; without an id the server makes one of its option values. */
export interface TargetVariant {
  id?: string
  optionValues: string[]
  sku: string | null
  price: Money
  compareAtPrice: Money | null
  stock: number | null
  imageUrl: string | null
}

/** A product as it will be in the shop. */
export interface TargetProduct {
  id: string
  name: string
  description: string | null
  images: string[]
  imageAltTexts: Product['imageAltTexts']
  vatRateId: string | null
  options: ProductOption[]
  variants: TargetVariant[]
}

type ShopVariant = Product['variants'][number]
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The shop's variant that a variant of the file is: by its id, its option values, or an SKU that only one of them has. */
export function matchVariants(imported: ImportedProduct, existing: Product): Map<ImportedVariant, ShopVariant> {
  const matches = new Map<ImportedVariant, ShopVariant>()
  const free = new Set(existing.variants)
  const rules: ((one: ImportedVariant, other: ShopVariant) => boolean)[] = [
    (one, other) => one.id !== undefined && one.id === other.id,
    (one, other) => same(one.optionValues, other.optionValues),
    (one, other) => !!one.sku && one.sku === other.sku,
  ]
  for (const rule of rules) {
    for (const variant of imported.variants) {
      if (matches.has(variant)) continue
      const found = [...free].filter((other) => rule(variant, other))
      if (found.length !== 1 || !found[0]) continue
      matches.set(variant, found[0])
      free.delete(found[0])
    }
  }
  return matches
}

/** The file's product with what the file does not say, and with the stock, of the shop's. */
export function mergeProduct(imported: ImportedProduct, existing: Product | undefined): TargetProduct {
  const matches = existing ? matchVariants(imported, existing) : new Map<ImportedVariant, ShopVariant>()
  const { id, name } = imported
  const images = imported.images ?? existing?.images ?? []
  return {
    id,
    name,
    description: imported.description === undefined ? (existing?.description ?? null) : imported.description,
    images,
    imageAltTexts: (imported.imageAltTexts ?? existing?.imageAltTexts ?? []).filter(({ imageUrl }) => images.includes(imageUrl)),
    vatRateId: imported.vatRateId === undefined ? (existing?.vatRateId ?? null) : imported.vatRateId,
    options: imported.options.map((option, at) => inShopsOrder(option, existing?.options[at])),
    variants: imported.variants.map((variant) => targetOf(variant, matches.get(variant))),
  }
}

const targetOf = (variant: ImportedVariant, existing: ShopVariant | undefined): TargetVariant => {
  const id = existing?.id ?? variant.id
  return {
    ...(id !== undefined && { id }),
    optionValues: variant.optionValues,
    sku: variant.sku === undefined ? (existing?.sku ?? null) : variant.sku,
    price: variant.price,
    compareAtPrice: variant.compareAtPrice,
    stock: existing ? existing.stock : (variant.stock ?? null),
    imageUrl: variant.imageUrl === undefined ? (existing?.imageUrl ?? null) : variant.imageUrl,
  }
}

/** The same values in the order that the shop has them in. */
const inShopsOrder = (option: ProductOption, existing: ProductOption | undefined): ProductOption =>
  existing && same(option.values.toSorted(), existing.values.toSorted()) ? { name: option.name, values: existing.values } : option
