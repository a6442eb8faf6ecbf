import { expect, it } from 'vitest'
import { describeVariants, mergeVariants, variantsContradict } from './mergeVariants'
import type { VariantDraft } from './options'

const variant = (id: string, given: Partial<VariantDraft> = {}): VariantDraft =>
  ({ id, optionValues: [id.toUpperCase()], sku: '', price: '49.00', compareAtPrice: '', stock: '4', imageUrl: '', ...given })

const before = [variant('s'), variant('m')]

it('a price that is changed here and a stock that is changed elsewhere both stay', () => {
  const mine = [variant('s', { price: '39.00' }), variant('m')]
  const now = [variant('s', { stock: '3' }), variant('m')]
  expect(mergeVariants(mine, before, now)).toEqual([variant('s', { price: '39.00', stock: '3' }), variant('m')])
  expect(variantsContradict(mine, before, now)).toBe(false)
})

it('two prices of the same variant contradict, and the own one stays', () => {
  const mine = [variant('s', { price: '39.00' }), variant('m')]
  const now = [variant('s', { price: '45.00' }), variant('m')]
  expect(variantsContradict(mine, before, now)).toBe(true)
  expect(mergeVariants(mine, before, now)[0]?.price).toBe('39.00')
  expect(describeVariants(mine, now)).toBe('S: 45.00, 4')
})

it('the same change on both sides is no contradiction', () => {
  const changed = [variant('s', { price: '39.00' }), variant('m')]
  expect(variantsContradict(changed, before, changed)).toBe(false)
})

it('variants that others added are there, and those that were removed here stay away', () => {
  const now = [...before, variant('l')]
  expect(mergeVariants([variant('m')], before, now).map(({ id }) => id)).toEqual(['m', 'l'])
})

it('a variant that others removed goes, unless it was changed here', () => {
  const mine = [variant('s', { price: '39.00' }), variant('m')]
  expect(mergeVariants(mine, before, []).map(({ id }) => id)).toEqual(['s'])
})

it('a new variant of the same values as another admin’s is there once', () => {
  const mine = [...before, variant('', { optionValues: ['L'] })]
  expect(mergeVariants(mine, before, [...before, variant('l')])).toHaveLength(3)
})
