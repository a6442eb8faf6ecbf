import type { Money } from '../../../api/types'
import { minorDigits } from '../../../products/price'
import { maxAmount } from '../limits'
import { note, type Note } from '../notes'

export type DecimalSign = '.' | ','

export interface PriceForm {
  /** Of a price without a sign or code of its own. */
  currency: string
  /** Of the file; undefined when it cannot be told. */
  decimal: DecimalSign | undefined
}

/** Signs of one currency only; "$", "¥" and "kr" are the shop's own when it has such a one. */
const signs: Readonly<Record<string, string[]>> = {
  '€': ['EUR'], '£': ['GBP'], '₹': ['INR'], '₩': ['KRW'], '₺': ['TRY'], '₴': ['UAH'], '₽': ['RUB'], '₫': ['VND'], '₪': ['ILS'],
  'ZŁ': ['PLN'], 'KČ': ['CZK'], 'FR': ['CHF'], 'SFR': ['CHF'], 'R$': ['BRL'], 'US$': ['USD'], 'A$': ['AUD'], 'C$': ['CAD'],
  '$': ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN'], '¥': ['JPY', 'CNY'], 'KR': ['SEK', 'NOK', 'DKK', 'ISK'],
}
const currencies = new Set(Intl.supportedValuesOf('currency'))

/** Digits of other scripts and full-width ones become ASCII, and all blanks and apostrophes of grouping go. */
const plain = (text: string) =>
  text.normalize('NFKC').replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15)).replace('٫', ',')
    .replace(/[\s'’`٬]/g, '')

function currencyOf(sign: string, shops: string): string | undefined {
  const code = sign.toUpperCase().replace(/\.$/, '')
  if (!code || code === shops) return shops
  if (currencies.has(code)) return code
  const candidates = signs[code] ?? []
  return candidates.includes(shops) ? shops : candidates[0]
}

/** The parts of a price: its number, and what stands before or after it. */
function partsOf(text: string): { number: string; sign: string } | undefined {
  const [, before = '', number, after = ''] = /^([^\d.,-]+\.?)?([.,]?\d[\d.,]*?)(?:[.,][-–—]+)?([^\d,-]*)$/.exec(plain(text)) ?? []
  return number && !(before && after) ? { number, sign: before || after } : undefined
}

const isGrouped = (whole: string, sign: string) =>
  new RegExp(`^\\d{1,3}(\\${sign}\\d{3})+$`).test(whole) || new RegExp(`^\\d{1,2}(\\${sign}\\d{2})*\\${sign}\\d{3}$`).test(whole)

/** How the separators of a number can be read: with which decimal sign. "1.234" can be read in both ways. */
function readings(number: string): (DecimalSign | 'none')[] {
  const found = [...number].filter((sign) => sign === '.' || sign === ',') as DecimalSign[]
  const [first, last] = [found[0], found.at(-1)]
  if (!first || !last) return ['none']
  if (first !== last) {
    const whole = number.slice(0, number.lastIndexOf(last))
    return found.filter((sign) => sign === last).length === 1 && isGrouped(whole, first) ? [last] : []
  }
  if (found.length > 1) return isGrouped(number, first) ? ['none'] : []
  const grouped = isGrouped(number, first) && !number.startsWith('0')
  return grouped ? [first, 'none'] : [first]
}

/** The sign that the file's prices show to be the decimal one; undefined when none does, or both do. */
export function decimalSignOf(prices: Iterable<string>): DecimalSign | undefined {
  const shown = new Set<DecimalSign>()
  for (const price of prices) {
    const [only, ...others] = readings(partsOf(price)?.number ?? '')
    if (only && only !== 'none' && !others.length) shown.add(only)
  }
  return shown.size === 1 ? [...shown][0] : undefined
}

function decimalOf(number: string, digits: number, decimal: DecimalSign | undefined): DecimalSign | 'none' | 'ambiguous' | undefined {
  const possible = readings(number)
  if (possible.length < 2) return possible[0]
  const sign = possible[0] as DecimalSign
  if (digits === 0) return 'none'
  return !decimal ? 'ambiguous' : decimal === sign ? sign : 'none'
}

/** Reads a price in any notation, exactly; a note says why it is none. */
export function readPrice(text: string, { currency: shops, decimal }: PriceForm): Money | Note {
  const parts = partsOf(text)
  const currency = parts && currencyOf(parts.sign, shops)
  if (!parts || !currency) return note('badPrice', text.trim())
  const digits = minorDigits(currency)
  const sign = decimalOf(parts.number, digits, decimal)
  if (!sign) return note('badPrice', text.trim())
  if (sign === 'ambiguous') return note('ambiguousPrice', text.trim())

  const at = sign === 'none' ? -1 : parts.number.lastIndexOf(sign)
  const whole = (at < 0 ? parts.number : parts.number.slice(0, at)).replace(/\D/g, '')
  const fraction = at < 0 ? '' : parts.number.slice(at + 1).replace(/0+$/, '')
  if (fraction.length > digits) return note('tooManyDecimals', text.trim(), currency)
  const amount = Number(whole + fraction.padEnd(digits, '0'))
  return amount <= maxAmount ? { amount, currency } : note('priceTooHigh', text.trim())
}
