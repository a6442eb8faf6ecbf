import { expect, it } from 'vitest'
import { sumsOf } from './sums'

const euro = (amount: number) => ({ amount, currency: 'EUR' })

it('the total is goods and shipping, with the VAT in it where the shop has a single rate', () => {
  expect(sumsOf(euro(1990), euro(490), [{ basisPoints: 1900 }])).toEqual({
    goods: euro(1990), shipping: euro(490), total: euro(2480), vat: { basisPoints: 1900, amount: euro(396) },
  })
})

it('the VAT is not told beforehand where the rate depends on the product', () => {
  expect(sumsOf(euro(1990), euro(0), [{ basisPoints: 1900 }, { basisPoints: 700 }]).vat).toBeUndefined()
})

it('a shop without VAT tells none', () => {
  expect(sumsOf(euro(1990), euro(0), [{ basisPoints: 0 }]).vat).toBeUndefined()
})

it('the VAT of ¥ 1,234,567 is whole yen', () => {
  const yen = (amount: number) => ({ amount, currency: 'JPY' })
  expect(sumsOf(yen(1_234_567), yen(0), [{ basisPoints: 1000 }]).vat?.amount).toEqual(yen(112_233))
})
