import { expect, it } from 'vitest'
import { product } from '../testing'
import { lineProblem, totalsOf, withCards } from './liveLines'

const line = (id: string, quantity: number, given = {}) => ({ itemId: id, productId: id, variantId: null, quantity, available: null, optionValues: [], product: product(id, given) })

it('a line shows the card of the open stream', () => {
  const cards = new Map([['mug', product('mug', { stock: 1 })]])
  expect(withCards([line('mug', 2), line('vase', 1)], cards).map((item) => item.product?.stock)).toEqual([1, null])
})

it.each([
  ['in stock', 14, 30, 30],
  ['low again', 3, 30, null],
  ['in stock again', 14, 3, null],
  ['sold out', 0, 30, null],
])('the pieces left of a line whose card is %s', (_name, stock, available, expected) => {
  const [item] = withCards([{ ...line('mug', 40), available }], new Map([['mug', product('mug', { stock })]]))
  expect(item?.available).toBe(expected)
})

it.each([
  [{ ...line('mug', 1), product: null }, 'gone'],
  [line('mug', 1, { stock: 0 }), 'sold-out'],
  [line('mug', 3, { stock: 2 }), 'only-left'],
  [line('mug', 2, { stock: 2 }), undefined],
  [{ ...line('mug', 31), available: 30 }, 'only-left'],
  [{ ...line('mug', 30), available: 30 }, undefined],
])('the problem of the line %o is %s', (item, problem) => {
  expect(lineProblem(item)).toBe(problem)
})

it('the totals have the lines that can be bought, by currency', () => {
  const yen = { price: { amount: 500, currency: 'JPY' } }
  const items = [line('tray', 2, yen), line('mug', 2), line('vase', 3, { stock: 2 }), line('bowl', 1, { stock: 0 })]
  expect(totalsOf([...items, { ...line('gone', 1), product: null }])).toEqual([
    { amount: 3980, currency: 'EUR' },
    { amount: 1000, currency: 'JPY' },
  ])
})
