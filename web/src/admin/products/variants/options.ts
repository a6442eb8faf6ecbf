import type { AdminMessages } from '../../i18n'

/** Options and variants as they are edited: all values are text. */

export interface OptionDraft {
  name: string
  values: string[]
}

export interface VariantDraft {
  /** Empty for a new one, which the server gives an id. */
  id: string
  /** One value of each option that has values, in the order of the options. */
  optionValues: string[]
  sku: string
  price: string
  compareAtPrice: string
  /** Empty when pieces are not counted. */
  stock: string
  imageUrl: string
}

export interface Choices {
  /** Only the last one may have no values yet. */
  options: OptionDraft[]
  variants: VariantDraft[]
}

/** The server's limits. */
export const maxOptions = 3
export const maxVariants = 100
export const maxTextLength = 60

/** Values that are typed or pasted together, each once. */
export const valuesIn = (text: string): string[] => [...new Set(text.split(/[,;\n\t]/).map((value) => value.trim()).filter(Boolean))]

export const completeOptions = (options: readonly OptionDraft[]): OptionDraft[] => options.filter(({ values }) => values.length > 0)

/** "Oat / M" */
export const nameOfVariant = ({ optionValues }: { optionValues: readonly string[] }): string => optionValues.join(' / ')

const keyOf = (values: readonly string[]) => JSON.stringify(values)

const uniqueByValues = (variants: readonly VariantDraft[]): VariantDraft[] =>
  [...new Map(variants.toReversed().map((variant) => [keyOf(variant.optionValues), variant])).values()].toReversed()

/** In the order of the options' values. */
function sorted({ options, variants }: Choices): Choices {
  const placesOf = ({ optionValues }: VariantDraft) => optionValues.map((value, n) => options[n]?.values.indexOf(value) ?? 0)
  const byPlaces = (one: number[], other: number[]) => one.map((place, n) => place - (other[n] ?? 0)).find((difference) => difference) ?? 0
  return { options, variants: variants.toSorted((one, other) => byPlaces(placesOf(one), placesOf(other))) }
}

/** A variant like another, not yet in stock where pieces are counted. */
const copyOf = (variant: VariantDraft, optionValues: string[]): VariantDraft =>
  ({ ...variant, id: '', sku: '', stock: variant.stock.trim() ? '0' : variant.stock, optionValues })

const withOption = (options: readonly OptionDraft[], at: number, change: (option: OptionDraft) => OptionDraft): OptionDraft[] =>
  options.map((option, n) => (n === at ? change(option) : option))

/**
 * Adds a value to an option, with a variant for each combination of the others that is there. The first value of an option
 * is given to all variants, which keep their ids.
 * @param first The variant that a product without options becomes.
 */
export function addValue({ options, variants }: Choices, at: number, value: string, first: VariantDraft): Choices {
  const isFirstValue = !options[at]?.values.length
  const next = withOption(options, at, ({ name, values }) => ({ name, values: [...values, value] }))
  if (!variants.length) return { options: next, variants: [{ ...first, optionValues: [value] }] }
  if (isFirstValue) {
    return { options: next, variants: variants.map((variant) => ({ ...variant, optionValues: [...variant.optionValues, value] })) }
  }
  const added = variants.map((variant) => copyOf(variant, variant.optionValues.with(at, value)))
  return sorted({ options: next, variants: uniqueByValues([...variants, ...added]) })
}

export const removeValue = ({ options, variants }: Choices, at: number, value: string): Choices => ({
  options: withOption(options, at, ({ name, values }) => ({ name, values: values.filter((other) => other !== value) })),
  variants: variants.filter(({ optionValues }) => optionValues[at] !== value),
})

/** The variants of the value keep their ids. */
export const renameValue = ({ options, variants }: Choices, at: number, from: string, to: string): Choices => ({
  options: withOption(options, at, ({ name, values }) => ({ name, values: values.map((value) => (value === from ? to : value)) })),
  variants: variants.map((variant) =>
    variant.optionValues[at] === from ? { ...variant, optionValues: variant.optionValues.with(at, to) } : variant),
})

function moved<T>(list: readonly T[], from: number, by: number): T[] {
  const to = from + by
  const item = list[from]
  return item === undefined || to < 0 || to >= list.length ? [...list] : list.toSpliced(from, 1).toSpliced(to, 0, item)
}

export const moveValue = ({ options, variants }: Choices, at: number, value: string, by: number): Choices => sorted({
  options: withOption(options, at, ({ name, values }) => ({ name, values: moved(values, values.indexOf(value), by) })),
  variants,
})

export const renameOption = ({ options, variants }: Choices, at: number, name: string): Choices =>
  ({ options: withOption(options, at, (option) => ({ ...option, name })), variants })

export const moveOption = ({ options, variants }: Choices, at: number, by: number): Choices => sorted({
  options: moved(options, at, by),
  variants: variants.map((variant) => ({ ...variant, optionValues: moved(variant.optionValues, at, by) })),
})

/** Of variants that differed in nothing else, the first stays. */
export function removeOption({ options, variants }: Choices, at: number): Choices {
  const left = options.toSpliced(at, 1)
  if (!options[at]?.values.length) return { options: left, variants }
  const shortened = variants.map((variant) => ({ ...variant, optionValues: variant.optionValues.toSpliced(at, 1) }))
  return { options: left, variants: uniqueByValues(shortened) }
}

/** The combinations of the options' values that have no variant. */
export function missingCombinations({ options, variants }: Choices): string[][] {
  const complete = completeOptions(options)
  if (!complete.length) return []
  const there = new Set(variants.map(({ optionValues }) => keyOf(optionValues)))
  return complete
    .reduce<string[][]>((made, { values }) => made.flatMap((start) => values.map((value) => [...start, value])), [[]])
    .filter((values) => !there.has(keyOf(values)))
}

/** Adds variants for combinations, each like the first one of the same first value. */
export function addCombinations({ options, variants }: Choices, combinations: readonly string[][], first: VariantDraft): Choices {
  const likeness = (values: readonly string[]) => variants.find(({ optionValues }) => optionValues[0] === values[0]) ?? variants[0] ?? first
  return sorted({ options, variants: [...variants, ...combinations.map((values) => copyOf(likeness(values), values))] })
}

/**
 * Why an option cannot have a value; undefined when it can.
 * @param renamed The value that is renamed to it, if it is not a new one.
 */
export function checkNewValue(choices: Choices, at: number, value: string, renamed?: string): ((m: AdminMessages) => string) | undefined {
  const values = choices.options[at]?.values ?? []
  if (value.length > maxTextLength) return (m) => m.invalid.tooLong(maxTextLength)
  if (value !== renamed && values.includes(value)) return (m) => m.invalid.valueTwice(value)
  const example = choices.variants[0]
  const after = renamed === undefined && example ? addValue(choices, at, value, example).variants.length : 0
  return after > maxVariants ? (m) => m.invalid.tooManyVariants(maxVariants) : undefined
}
