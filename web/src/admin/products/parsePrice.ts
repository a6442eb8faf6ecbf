import type { Money } from '../../api/types'
import { minorDigits } from '../../products/price'

/** The most that a price may be, in minor units; as the server has it. */
const mostMinorUnits = 900_000_000_000

function separatorsOf(locale: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true, numberingSystem: 'latn' }).formatToParts(12345678.9)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return { decimal: of('decimal'), group: of('group') }
}

/** How a currency is written beside a number, the longest first: "US$", "USD", "$". */
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

/** Without the currency's own sign or code before or after; another currency's stays, and is no number. */
function withoutSign(text: string, currency: string, locale: string): string {
  const number = text.trim().replace('\uffe5', '¥')
  const upper = number.toUpperCase()
  for (const sign of signsOf(currency, locale)) {
    if (upper.startsWith(sign)) return number.slice(sign.length)
    if (upper.endsWith(sign)) return number.slice(0, -sign.length)
  }
  return number
}

/** The digits of what a person wrote, before and after the decimal point; undefined when it is no number, or could be two. */
function plainNumber(text: string, locale: string): { whole: string; fraction: string } | undefined {
  const { decimal, group } = separatorsOf(locale)
  const number = text.replace(/[\s\u00a0\u202f'’]/g, '')

  // The other point for decimals is understood where it cannot be one between thousands.
  const foreign = /^(\d+)([.,])(\d{1,2}|\d{4,})$/.exec(number)
  if (foreign?.[1] && foreign[3] && foreign[2] !== decimal) return { whole: foreign[1], fraction: foreign[3] }

  const [whole = '', fraction = '', ...more] = number.split(decimal)
  const grouped = group && whole.includes(group) ? /^\d{1,3}(\D\d{3})+$/.test(whole) : true
  const digits = group ? whole.replaceAll(group, '') : whole
  if (more.length || !grouped || !/^\d+$/.test(digits) || !/^\d*$/.test(fraction)) return undefined
  return { whole: digits, fraction }
}

/**
 * A price as a person writes it in whole units of its currency: "19.90", in German "19,90" or "1.234,50"; the
 * currency's own sign or code may stand before or after.
 * Exact to the minor unit; undefined when it is no price, has more decimals than the currency, or is too high.
 */
export function parsePrice(text: string, currency: string, locale: string): Money | undefined {
  const number = plainNumber(withoutSign(text, currency, locale), locale)
  const digits = minorDigits(currency)
  if (!number || number.fraction.length > digits || number.whole.length > 15) return undefined
  const amount = Number(number.whole + number.fraction.padEnd(digits, '0'))
  return amount <= mostMinorUnits ? { amount, currency } : undefined
}

/** A price as it is typed: with the currency's decimals, without its sign or points between thousands. */
export function plainPrice({ amount, currency }: Money, locale: string): string {
  const digits = minorDigits(currency)
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
    numberingSystem: 'latn',
  }).format(amount / 10 ** digits)
}
