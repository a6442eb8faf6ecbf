import type { VatRate } from '../../api/types'

/** A VAT rate as it is edited; the percentage is text. */
export interface VatRateDraft {
  /** Empty for a new rate, which the server gives an id. */
  id: string
  name: string
  percent: string
  isDefault: boolean
}

const maxRates = 10
const maxNameLength = 60

const percentOf = (basisPoints: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: false, numberingSystem: 'latn' }).format(basisPoints / 100)

/** "19", "8.1" or "8,1", with or without a percent sign; undefined if it is not 0 to 100 with at most two decimals. */
export function parsePercent(text: string): number | undefined {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim())
  if (!found?.[1]) return undefined
  const basisPoints = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return basisPoints <= 10_000 ? basisPoints : undefined
}

export const draftRates = (rates: readonly VatRate[], locale: string): VatRateDraft[] =>
  rates.map(({ id, name, basisPoints, isDefault }) => ({ id, name, percent: percentOf(basisPoints, locale), isDefault }))

// The form compares its fields as text, so the list is one.
export const writeRates = (rates: readonly VatRateDraft[]): string => JSON.stringify(rates)
export const readRates = (text: string): VatRateDraft[] => JSON.parse(text) as VatRateDraft[]

/** The rates of a valid draft. */
export const ratesOf = (text: string) =>
  readRates(text).map(({ id, name, percent, isDefault }) => ({
    ...(id ? { id } : {}),
    name: name.trim(),
    basisPoints: parsePercent(percent) ?? 0,
    isDefault,
  }))

export const describeRate = ({ name, percent }: VatRateDraft): string => `${name} ${percent} %`
export const describeRates = (text: string): string => readRates(text).map(describeRate).join(', ')

export const isValidRate = ({ name, percent }: VatRateDraft): boolean =>
  name.trim().length > 0 && name.trim().length <= maxNameLength && parsePercent(percent) !== undefined

export const canAddRate = (rates: readonly VatRateDraft[]): boolean => rates.length < maxRates
export const newRate = (): VatRateDraft => ({ id: '', name: '', percent: '', isDefault: false })

/** Without one rate; the first takes over when it was the default. */
export function withoutRate(rates: readonly VatRateDraft[], at: number): VatRateDraft[] {
  const left = rates.filter((_, index) => index !== at)
  return left.some((rate) => rate.isDefault) ? left : left.map((rate, index) => ({ ...rate, isDefault: index === 0 }))
}
