import type { ProductOption, Variant } from '../api/types'
import { availabilityOf, isSoldOut } from './stock'

const storageKey = 'liveshop.choice'

/** The variant of these values, one of each option. */
export const variantOf = (variants: readonly Variant[], values: readonly (string | undefined)[]): Variant | undefined =>
  variants.find(({ optionValues }) => optionValues.every((value, n) => value === values[n]))

/** Whether something can be bought with this value of an option, given what is chosen of the others. */
export function isAvailable(variants: readonly Variant[], values: readonly (string | undefined)[], option: number, value: string): boolean {
  const fits = ({ optionValues }: Variant) =>
    optionValues.every((own, n) => (n === option ? own === value : values[n] === undefined || values[n] === own))
  return variants.some((variant) => fits(variant) && !isSoldOut(availabilityOf(variant.stock)))
}

/** What the customer chose last by an option's name, such as a size, for as long as the tab is open. */
export function lastChoices(options: readonly ProductOption[]): (string | undefined)[] {
  const chosen = read()
  return options.map(({ name, values }) => {
    if (values.length === 1) return values[0]
    const last = chosen[name]
    return last !== undefined && values.includes(last) ? last : undefined
  })
}

export function rememberChoice(name: string, value: string): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ ...read(), [name]: value }))
  } catch {
    // A browser may forbid storage.
  }
}

function read(): Record<string, string | undefined> {
  try {
    return (JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as Record<string, string | undefined> | null) ?? {}
  } catch {
    return {}
  }
}
