import { describe, expect, it } from 'vitest'
import { formatPrice, minorDigits, parsePrice } from './price'

const shown = (amount: number, currency: string, locale = 'en') =>
  formatPrice({ amount, currency }, locale).replaceAll('\u00a0', ' ')

describe('a price', () => {
  it.each([
    [1990, 'EUR', 'en', '€19.90'],
    [1990, 'EUR', 'de', '19,90 €'],
    [1234567, 'JPY', 'en', '¥1,234,567'],
    [1234567, 'KWD', 'en', 'KWD 1,234.567'],
    [123456700, 'IRR', 'en', 'IRR 1,234,567'],
    [123456789, 'IRR', 'en', 'IRR 1,234,567.89'],
    [0, 'USD', 'en', '$0.00'],
  ])('of %i %s in %s is %s', (amount, currency, locale, text) => {
    expect(shown(amount, currency, locale)).toBe(text)
  })

  it('has the decimals of its currency', () => {
    expect(['EUR', 'JPY', 'KWD', 'CLF'].map(minorDigits)).toEqual([2, 0, 3, 4])
  })
})

describe('a price as a person writes it', () => {
  it.each([
    ['19.90', 'EUR', 1990],
    ['19,9', 'EUR', 1990],
    ['19', 'EUR', 1900],
    ['1.234,50', 'EUR', 123450],
    ['1,234.50', 'EUR', 123450],
    ['1 234', 'EUR', 123400],
    ['1.234', 'EUR', 123400],
    ['1.234', 'KWD', 1234],
    ['1,234,567', 'JPY', 1234567],
  ])('%s %s is %i', (text, currency, amount) => {
    expect(parsePrice(text, currency)).toBe(amount)
  })

  it.each([['', 'EUR'], ['abc', 'EUR'], ['-5', 'EUR'], ['1.2345', 'EUR'], ['1.5', 'JPY'], ['1,2,3', 'EUR']])(
    '"%s" %s is none',
    (text, currency) => {
      expect(parsePrice(text, currency)).toBeUndefined()
    },
  )
})
