import { describe, expect, it } from 'vitest'
import { formatPrice, minorDigits } from './price'

const shown = (amount: number, currency: string, locale = 'en') =>
  formatPrice({ amount, currency }, locale).replaceAll('\u00a0', ' ')

describe('formatPrice and minorDigits', () => {
  it.each([
    [1990, 'EUR', 'en', '€19.90'],
    [1990, 'EUR', 'de', '19,90 €'],
    [1234567, 'JPY', 'en', '¥1,234,567'],
    [1234567, 'KWD', 'en', 'KWD 1,234.567'],
    [123456700, 'IRR', 'en', 'IRR 1,234,567'],
    [123456789, 'IRR', 'en', 'IRR 1,234,567.89'],
    [0, 'USD', 'en', '$0.00'],
  ])('format %i %s in %s as %s', (amount, currency, locale, text) => {
    expect(shown(amount, currency, locale)).toBe(text)
  })

  it('know the decimals of each currency', () => {
    expect(['EUR', 'JPY', 'KWD', 'CLF'].map(minorDigits)).toEqual([2, 0, 3, 4])
  })
})
