import { expect, it } from 'vitest'
import { draftRates, isValidRate, parsePercent, ratesOf, withoutRate, writeRates } from './vatRates'

it.each([
  ['19', 1900], ['8.1', 810], ['8,1', 810], ['7,25 %', 725], ['0', 0], ['100', 10_000],
])('"%s" is %i basis points', (text, points) => {
  expect(parsePercent(text)).toBe(points)
})

it.each(['', '-1', '101', '7.255', 'a', '1.', '1e1'])('"%s" is no percentage', (text) => {
  expect(parsePercent(text)).toBeUndefined()
})

it('rates come back as they were written, and a new one has no id', () => {
  const rates = [{ id: 'reduced', name: 'Reduced', basisPoints: 810, isDefault: true }]
  const draft = draftRates(rates, 'de')
  expect(draft[0]?.percent).toBe('8,1')
  expect(ratesOf(writeRates([...draft, { id: '', name: ' New ', percent: '5', isDefault: false }]))).toEqual([
    ...rates, { name: 'New', basisPoints: 500, isDefault: false },
  ])
})

it('the first rate takes over when the default is removed', () => {
  const [one, two] = draftRates(
    [{ id: 'a', name: 'A', basisPoints: 0, isDefault: false }, { id: 'b', name: 'B', basisPoints: 0, isDefault: true }], 'en')
  expect(withoutRate([one, two].filter((rate) => rate !== undefined), 1)).toMatchObject([{ id: 'a', isDefault: true }])
})

it('a rate needs a name and a percentage', () => {
  expect(isValidRate({ id: '', name: ' ', percent: '5', isDefault: true })).toBe(false)
  expect(isValidRate({ id: '', name: 'VAT', percent: '500', isDefault: true })).toBe(false)
})
