import { nameOfVariant, type VariantDraft } from './options'

const fields = ['optionValues', 'sku', 'price', 'compareAtPrice', 'stock', 'imageUrl'] as const
type Field = (typeof fields)[number]

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
const byId = (variants: readonly VariantDraft[]) => new Map(variants.filter(({ id }) => id).map((variant) => [variant.id, variant]))

function mergeFields(mine: VariantDraft, before: VariantDraft, now: VariantDraft): VariantDraft {
  const taken = fields.filter((field) => same(mine[field], before[field])).map((field) => [field, now[field]])
  return { ...mine, ...(Object.fromEntries(taken) as Partial<VariantDraft>) }
}

/**
 * Three-way merge of variants, field by field, so that a price that one admin changes does not undo a stock that another one,
 * or a sale, has changed meanwhile. A variant that both changed keeps what was changed here.
 */
export function mergeVariants(
  mine: readonly VariantDraft[], before: readonly VariantDraft[], now: readonly VariantDraft[],
): VariantDraft[] {
  const [old, current, own] = [byId(before), byId(now), byId(mine)]
  const kept = mine.flatMap((variant) => {
    const [was, is] = [old.get(variant.id), current.get(variant.id)]
    if (!was) return [variant]
    if (!is) return same(variant, was) ? [] : [variant]
    return [mergeFields(variant, was, is)]
  })
  const has = (variant: VariantDraft) => kept.some(({ optionValues }) => same(optionValues, variant.optionValues))
  const added = now.filter((variant) => !old.has(variant.id) && !own.has(variant.id) && !has(variant))
  return [...kept, ...added]
}

/** Whether both changed the same field of a variant to different values. */
export function variantsContradict(mine: readonly VariantDraft[], before: readonly VariantDraft[], now: readonly VariantDraft[]): boolean {
  const [old, current] = [byId(before), byId(now)]
  const both = (variant: VariantDraft, field: Field) => {
    const [was, is] = [old.get(variant.id)?.[field], current.get(variant.id)?.[field]]
    return was !== undefined && is !== undefined && !same(was, is) && !same(was, variant[field]) && !same(is, variant[field])
  }
  return mine.some((variant) => fields.some((field) => both(variant, field)))
}

/** The variants that are otherwise than in the draft, as they are now. */
export function describeVariants(mine: readonly VariantDraft[], now: readonly VariantDraft[]): string {
  const own = byId(mine)
  const others = now.filter((variant) => !same(own.get(variant.id), variant))
  return others.map((variant) => `${nameOfVariant(variant)}: ${variant.price}, ${variant.stock || '–'}`).join(' · ')
}
