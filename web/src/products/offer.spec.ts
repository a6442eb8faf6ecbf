import { expect, it } from 'vitest'
import { product, stream } from '../testing'
import { cardAt, clockOf, offerLeft } from './offer'

const endsAt = '2026-11-22T10:05:00Z'
const end = Date.parse(endsAt)
const price = { amount: 1490, currency: 'EUR' }
const [pin] = stream([product('mug')]).pinnedProducts
if (!pin) throw new Error('There should be a pin.')
const offered = (lowest: number) =>
  ({ ...pin, offer: { price, startsAt: '2026-11-22T10:00:00Z', endsAt, lowestPrice: { amount: lowest, currency: 'EUR' } } })

it('a card has the price of an offer until its end by the server’s clock, beside the lowest price before it', () => {
  expect(cardAt(offered(1790), end - 1)).toEqual({
    ...pin.product, price, compareAtPrice: { amount: 1790, currency: 'EUR' }, ends: '00:01',
  })
  expect(cardAt(offered(1790), end)).toBe(pin.product)
  expect(cardAt(pin, end)).toBe(pin.product)
})

it('the countdown shows minutes and seconds, hours when there are any', () => {
  expect(offerLeft(offered(1790), end - 1_500)).toBe(1_500)
  expect([161_000, 999, 3_661_000, 36_000_000].map(clockOf)).toEqual(['02:41', '00:01', '01:01:01', '10:00:00'])
})
