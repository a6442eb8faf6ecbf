import type { Money } from '../api/types'

// ISO 4217's exceptions from two decimals. Intl follows CLDR instead, which displays some currencies with fewer decimals
// than their minor unit has.
const digitsByCurrency: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
  ...'CLF UYW'.split(' ').map((code) => [code, 4]),
])

export const samePrice = (one: Money, other: Money): boolean =>
  one.amount === other.amount && one.currency === other.currency

/** Decimals of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export const minorDigits = (currency: string): number => digitsByCurrency[currency] ?? 2

/** By locale, currency and decimals: making one takes a slow phone longer than showing a product. */
const formatters = new Map<string, Intl.NumberFormat>()

function formatterOf(locale: string, currency: string, digits: number | undefined): Intl.NumberFormat {
  const key = `${locale} ${currency} ${digits ?? ''}`
  const made = formatters.get(key)
  if (made) return made
  const decimals = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const formatter = new Intl.NumberFormat(locale, { style: 'currency', currency, ...decimals })
  formatters.set(key, formatter)
  return formatter
}

/** `{ amount: 1990, currency: 'EUR' }` as "€19.90" or "19,90 €". */
export function formatPrice({ amount, currency }: Money, locale: string): string {
  const value = amount / 10 ** minorDigits(currency)
  return formatterOf(locale, currency, Number.isInteger(value) ? undefined : minorDigits(currency)).format(value)
}
