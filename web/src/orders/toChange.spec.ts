import { expect, it } from 'vitest'
import type { CartItem } from '../api/types'
import { product } from '../testing'
import { linesToChange } from './toChange'

const line = (given: Partial<CartItem> = {}): CartItem => ({
  itemId: 'mug', productId: 'mug', variantId: null, quantity: 3, available: null, optionValues: [], product: product('mug'), ...given,
})
const leftOf = (...args: Parameters<typeof linesToChange>) => linesToChange(...args).map(({ left }) => left)

it('a line with enough pieces can be ordered', () => {
  expect(leftOf([line()], [])).toEqual([])
})

it('a line of which the cart knows that too few are left has to be changed', () => {
  expect(leftOf([line({ available: 2 })])).toEqual([2])
  expect(leftOf([line({ product: product('mug', { stock: 0 }) })])).toEqual([0])
  expect(leftOf([line({ product: null })])).toEqual([0])
})

it('a line has to be changed of which the server’s refusal said that too few are left', () => {
  expect(leftOf([line()], [{ itemId: 'mug', quantity: 3, available: 1 }])).toEqual([1])
  expect(leftOf([line({ quantity: 1 })], [{ itemId: 'mug', quantity: 3, available: 1 }])).toEqual([])
})

it('pieces that are not counted are never too few', () => {
  expect(leftOf([line()], [{ itemId: 'mug', quantity: 3, available: null }])).toEqual([])
})
