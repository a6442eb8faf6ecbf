import { describe, expect, it } from 'vitest'
import english from '../../i18n/en'
import {
  addCombinations, addValue, checkNewValue, missingCombinations, moveOption, moveValue, nameOfVariant, removeOption, removeValue,
  renameValue, valuesIn, type Choices, type VariantDraft,
} from './options'

const first: VariantDraft = { id: '', optionValues: [], sku: '', price: '49.00', compareAtPrice: '', stock: '12', imageUrl: '' }
const nothing: Choices = { options: [], variants: [] }
const names = (choices: Choices) => choices.variants.map(nameOfVariant)

/** Colours Oat and Ink in sizes S and M, as they were saved. */
function shirt(): Choices {
  const made = ['S', 'M'].reduce(
    (choices, size) => addValue(choices, 1, size, first),
    ['Oat', 'Ink'].reduce((choices, colour) => addValue(choices, 0, colour, first),
      { options: [{ name: 'Colour', values: [] }, { name: 'Size', values: [] }], variants: [] } as Choices))
  return {
    ...made,
    variants: made.variants.map((variant) => ({ ...variant, id: variant.optionValues.join('-').toLowerCase(), stock: '4' })),
  }
}

it('the first value makes the product itself the first variant', () => {
  const choices = addValue({ ...nothing, options: [{ name: 'Size', values: [] }] }, 0, 'S', first)
  expect(choices.variants).toEqual([{ ...first, optionValues: ['S'] }])
})

it('a second option is given to the variants that are there, which keep their ids', () => {
  const { options, variants } = shirt()
  const withCut = addValue({ options: [...options, { name: 'Cut', values: [] }], variants }, 2, 'Slim', first)
  expect(withCut.variants.map(({ id }) => id)).toEqual(['oat-s', 'oat-m', 'ink-s', 'ink-m'])
  expect(names(withCut)[0]).toBe('Oat / S / Slim')
})

it('a new value makes a variant for each combination of the others, in their order', () => {
  const choices = addValue(shirt(), 1, 'L', first)
  expect(names(choices)).toEqual(['Oat / S', 'Oat / M', 'Oat / L', 'Ink / S', 'Ink / M', 'Ink / L'])
})

it('a new variant has its neighbour’s price and is not in stock yet, unless pieces are not counted', () => {
  const shirts = shirt()
  shirts.variants = shirts.variants.map((variant) => ({ ...variant, sku: 'LS', stock: variant.optionValues[0] === 'Ink' ? '' : '4' }))
  const added = addValue(shirts, 1, 'L', first).variants.filter(({ id }) => !id)
  expect(added.map(({ sku, price, stock }) => [sku, price, stock])).toEqual([['', '49.00', '0'], ['', '49.00', '']])
})

it('a value that is renamed keeps its variants and their ids', () => {
  const choices = renameValue(shirt(), 0, 'Oat', 'Natural')
  expect(names(choices)).toEqual(['Natural / S', 'Natural / M', 'Ink / S', 'Ink / M'])
  expect(choices.variants[0]?.id).toBe('oat-s')
})

it('a value that is removed takes its variants along', () => {
  expect(names(removeValue(shirt(), 0, 'Oat'))).toEqual(['Ink / S', 'Ink / M'])
})

it('a value that is moved takes its variants along', () => {
  expect(names(moveValue(shirt(), 1, 'M', -1))).toEqual(['Oat / M', 'Oat / S', 'Ink / M', 'Ink / S'])
  expect(names(moveValue(shirt(), 1, 'M', 1))).toEqual(names(shirt()))
})

it('an option that is moved changes the order of the values of each variant', () => {
  expect(names(moveOption(shirt(), 1, -1))).toEqual(['S / Oat', 'S / Ink', 'M / Oat', 'M / Ink'])
})

it('an option that is removed leaves the first of the variants that differed in nothing else', () => {
  const choices = removeOption(shirt(), 1)
  expect(choices.variants.map(({ id, optionValues }) => [id, ...optionValues])).toEqual([['oat-s', 'Oat'], ['ink-s', 'Ink']])
})

it('combinations that are missing are found and can be added again', () => {
  const shirts = shirt()
  const choices = { ...shirts, variants: shirts.variants.slice(1) }
  expect(missingCombinations(choices)).toEqual([['Oat', 'S']])
  expect(names(addCombinations(choices, [['Oat', 'S']], first))).toEqual(names(shirts))
  expect(missingCombinations(nothing)).toEqual([])
})

it('values that are pasted together are taken one by one, each once', () => {
  expect(valuesIn('S, M;L\nM ,, XL ')).toEqual(['S', 'M', 'L', 'XL'])
})

describe('checkNewValue', () => {
  const said = (choices: Choices, at: number, value: string, renamed?: string) => checkNewValue(choices, at, value, renamed)?.(english)

  it('refuses a value that is there, and one that is too long', () => {
    expect(said(shirt(), 1, 'M')).toBe('M is there already.')
    expect(said(shirt(), 1, 'x'.repeat(61))).toBe('At most 60 characters.')
    expect(said(shirt(), 1, 'M', 'M')).toBeUndefined()
  })

  it('refuses the value that would make more than 100 variants', () => {
    const sizes = Array.from({ length: 48 }, (_, n) => `size ${n}`)
    const full = sizes.reduce((choices, size) => addValue(choices, 1, size, first), shirt())
    expect(full.variants).toHaveLength(100)
    expect(said(full, 1, 'one more')).toBe('That would be more than 100 variants.')
    expect(said(full, 1, 'other name', 'size 3')).toBeUndefined()
  })
})
