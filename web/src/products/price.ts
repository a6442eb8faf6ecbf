import type { Money } from '../api/types'

// ISO 4217's exceptions from two decimals. Intl cannot be asked: for display it follows CLDR, which
// gives the rial and others fewer decimals than their minor unit has.
const digitsByCurrency: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
  ...'CLF UYW'.split(' ').map((code) => [code, 4]),
])

/** Decimals of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export const minorDigits = (currency: string): number => digitsByCurrency[currency] ?? 2

/** `{ amount: 1990, currency: 'EUR' }` as "€19.90" or "19,90 €". */
export function formatPrice({ amount, currency }: Money, locale: string): string {
  const value = amount / 10 ** minorDigits(currency)
  const digits = Number.isInteger(value) ? {} : decimals(minorDigits(currency))
  return new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits }).format(value)
}

const decimals = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits })

/** Minor units of what a person wrote, such as "19,90" or "1 234.5"; undefined when it is no price. */
export function parsePrice(text: string, currency: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f']/g, '')
  const decimalAt = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'))
  const whole = decimalAt < 0 ? plain : plain.slice(0, decimalAt)
  const fraction = decimalAt < 0 ? '' : plain.slice(decimalAt + 1)
  const digits = minorDigits(currency)
  if (!/^\d{1,3}([.,]?\d{3})*$|^\d+$/.test(whole) || !/^\d*$/.test(fraction)) return undefined
  // "1.234" is a thousand in one place and one and a bit in another: only a full group says which.
  const grouped = fraction.length === 3 && digits !== 3
  const value = whole.replace(/[.,]/g, '') + (grouped ? fraction : '')
  const rest = grouped ? '' : fraction
  if (rest.length > digits) return undefined
  return Number(value + rest.padEnd(digits, '0'))
}
