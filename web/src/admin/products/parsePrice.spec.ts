import { describe, expect, it } from 'vitest'
import { parsePrice, plainPrice } from './parsePrice'

describe('parsePrice', () => {
  it.each([
    ['19.90', 'EUR', 'en', 1990],
    ['19,90', 'EUR', 'en', 1990],
    ['19,9', 'EUR', 'de', 1990],
    ['19.9', 'EUR', 'de', 1990],
    ['19', 'EUR', 'en', 1900],
    ['19.', 'EUR', 'en', 1900],
    ['0', 'EUR', 'en', 0],
    ['1,234.50', 'EUR', 'en', 123450],
    ['1.234,50', 'EUR', 'de', 123450],
    ['1.234', 'EUR', 'de', 123400],
    ['1,234', 'EUR', 'en', 123400],
    ['1 234,50', 'EUR', 'fr', 123450],
    ['1’234.50', 'CHF', 'de-CH', 123450],
    ['12,34,567', 'INR', 'en-GB', undefined],
    ['1.234', 'KWD', 'en', 1234],
    ['1,234,567', 'JPY', 'en', 1234567],
    ['8.99', 'USD', 'en', 899],
    ['9000000000', 'EUR', 'en', 900000000000],
    ['¥ 1,234,567', 'JPY', 'en', 1234567],
    ['\uffe51,234,567', 'JPY', 'en', 1234567],
    ['€ 12.34', 'EUR', 'en', 1234],
    ['12,34 €', 'EUR', 'de', 1234],
    ['12,34\u00a0€', 'EUR', 'de', 1234],
    ['EUR 12.34', 'EUR', 'en', 1234],
    ['12.34 eur', 'EUR', 'en', 1234],
    ['$8.99', 'USD', 'en', 899],
    ['US$ 8.99', 'USD', 'en-GB', 899],
    ['CHF 1’234.50', 'CHF', 'de-CH', 123450],
  ])('parses %s %s in %s as %s', (text, currency, locale, amount) => {
    expect(parsePrice(text, currency, locale)).toEqual(amount === undefined ? undefined : { amount, currency })
  })

  it.each([
    ['', 'EUR'],
    ['abc', 'EUR'],
    ['€', 'EUR'],
    ['$ 12.34', 'EUR'],
    ['USD 12.34', 'EUR'],
    ['€ 12.34 €', 'EUR'],
    ['€ -5', 'EUR'],
    ['1 € 2', 'EUR'],
    ['-5', 'EUR'],
    ['1e3', 'EUR'],
    ['1.2345', 'EUR'],
    ['1.5', 'JPY'],
    ['1,2,3', 'EUR'],
    ['1.2.3', 'EUR'],
    ['9000000000.01', 'EUR'],
    ['99999999999999999999', 'EUR'],
  ])('rejects "%s" %s', (text, currency) => {
    expect(parsePrice(text, currency, 'en')).toBeUndefined()
  })

  it('never reads a decimal separator as a thousands separator', () => {
    expect(parsePrice('1.234', 'EUR', 'en')).toBeUndefined()
    expect(parsePrice('1,234', 'EUR', 'de')).toBeUndefined()
  })
})

it.each([
  [1990, 'EUR', 'en', '19.90'],
  [1990, 'EUR', 'de', '19,90'],
  [1234567, 'JPY', 'en', '1234567'],
  [1234567, 'KWD', 'de', '1234,567'],
  [900000000000, 'EUR', 'en', '9000000000.00'],
])('plainPrice formats %i %s in %s as %s, and parsePrice reads it back', (amount, currency, locale, text) => {
  expect(plainPrice({ amount, currency }, locale)).toBe(text)
  expect(parsePrice(text, currency, locale)).toEqual({ amount, currency })
})
