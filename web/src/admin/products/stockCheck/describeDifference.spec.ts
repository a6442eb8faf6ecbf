import { expect, it } from 'vitest'
import { product, productOf, productWithOptions, variant } from '../../../testing'
import english from '../../i18n/en'
import { describePieces, describeReservation, nameOf } from './describeDifference'

const difference = { productId: 'mug', variantId: 'default', available: 12, held: 6, countedIn: 20, missing: 2 }

it.each([
  [{}, '2 pieces are missing.'],
  [{ missing: 1 }, '1 piece is missing.'],
  [{ missing: -1 }, '1 piece too many.'],
  [{ available: -3, missing: 0 }, '3 more were sold than there are.'],
])('a difference with %j is told in plain words', (given, words) => {
  expect(describePieces(english, String, { ...difference, ...given })).toBe(words)
})

it('an order that contradicts its reservation is told with its state', () => {
  const order = { orderId: 'a', number: '7K', productId: 'mug' }
  expect(describeReservation(english, { ...order, status: 'cancelled', reservation: 'held' })).toBe('It is cancelled but still holds its pieces.')
  expect(describeReservation(english, { ...order, status: 'placed', reservation: null })).toBe('It is to be sent but holds no pieces.')
})

it('products are told by name and variant, and those that are gone by id', () => {
  const shirt = productWithOptions(product('shirt'), [{ name: 'Size', values: ['S'] }], [variant(['S'])])
  expect(nameOf(english, 'shirt', shirt, 's')).toBe('Shirt, S')
  expect(nameOf(english, 'mug', productOf(product('mug')), 'default')).toBe('Mug')
  expect(nameOf(english, 'mug', undefined, 'default')).toBe('mug, which is no longer in the shop')
})
