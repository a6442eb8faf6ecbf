import type { Money } from '../../api/types'
import { minorDigits } from '../../products/price'

/** The server's limit, in minor units. */
const maxAmount = 900_000_000_000

function separatorsOf(locale: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true, numberingSystem: 'latn' }).formatToParts(12345678.9)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return { decimal: of('decimal'), group: of('group') }
}

/** The ways in which a currency is written beside a number, the longest first: "US$", "USD", "$". */
function signsOf(currency: string, locale: string): string[] {
  const written = (language: string, currencyDisplay: 'symbol' | 'narrowSymbol' | 'code') =>
    new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .find((part) => part.type === 'currency')
      ?.value.toUpperCase() ?? currency
  const ways = ['symbol', 'narrowSymbol', 'code'] as const
  return [locale, 'en']
    .flatMap((language) => ways.map((way) => written(language, way)))
    .toSorted((one, other) => other.length - one.length)
}

/** Removes the currency's own sign or code. Another currency's is kept, so the text is not a number then. */
function withoutSign(text: string, currency: string, locale: string): string {
  const number = text.trim().replace('\uffe5', '¥')
  const upper = number.toUpperCase()
  for (const sign of signsOf(currency, locale)) {
    if (upper.startsWith(sign)) return number.slice(sign.length)
    if (upper.endsWith(sign)) return number.slice(0, -sign.length)
  }
  return number
}

/** Input methods may write full-width digits and separators. */
const withAsciiDigits = (text: string) => text.replace(/[\uff0c\uff0e\uff10-\uff19]/g, (sign) => sign.normalize('NFKC'))

/** Parses the digits before and after the decimal separator; undefined if the text is not a number or is ambiguous. */
function plainNumber(text: string, locale: string): { whole: string; fraction: string } | undefined {
  const { decimal, group } = separatorsOf(locale)
  const number = text.replace(/[\s\u00a0\u202f'’]/g, '')

  // The other locale's decimal separator is accepted where it cannot be a thousands separator.
  const foreign = /^(\d+)([.,])(\d{1,2}|\d{4,})$/.exec(number)
  if (foreign?.[1] && foreign[3] && foreign[2] !== decimal) return { whole: foreign[1], fraction: foreign[3] }

  const [whole = '', fraction = '', ...more] = number.split(decimal)
  const grouped = group && whole.includes(group) ? /^\d{1,3}(\D\d{3})+$/.test(whole) : true
  const digits = group ? whole.replaceAll(group, '') : whole
  if (more.length || !grouped || !/^\d+$/.test(digits) || !/^\d*$/.test(fraction)) return undefined
  return { whole: digits, fraction }
}

/**
 * Parses a price in whole units of its currency: "19.90", in German "19,90" or "1.234,50"; the
 * currency's own sign or code may stand before or after.
 * Exact to the minor unit; undefined if it is not a price, has more decimals than the currency, or exceeds the limit.
 */
export function parsePrice(text: string, currency: string, locale: string): Money | undefined {
  const number = plainNumber(withoutSign(withAsciiDigits(text), currency, locale), locale)
  const digits = minorDigits(currency)
  if (!number || number.fraction.length > digits || number.whole.length > 15) return undefined
  const amount = Number(number.whole + number.fraction.padEnd(digits, '0'))
  return amount <= maxAmount ? { amount, currency } : undefined
}

/** A price as it is edited: with the currency's decimals, without its sign and thousands separators. */
export function plainPrice({ amount, currency }: Money, locale: string): string {
  const digits = minorDigits(currency)
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
    numberingSystem: 'latn',
  }).format(amount / 10 ** digits)
}
