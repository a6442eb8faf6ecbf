// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { variant } from '../testing'
import { isAvailable, lastChoices, rememberChoice, variantOf } from './choice'

const variants = [
  variant(['S', 'Oat'], { stock: 0 }),
  variant(['M', 'Oat'], { stock: 2 }),
  variant(['S', 'Ink'], { stock: null }),
  variant(['L', 'Ink'], { stock: 0 }),
]
const size = { name: 'Size', values: ['S', 'M', 'L'] }

beforeEach(() => { sessionStorage.clear() })

it('a variant is found by one value of each option', () => {
  expect(variantOf(variants, ['M', 'Oat'])?.id).toBe('m-oat')
})

it.each([[['M', undefined]], [[undefined, undefined]], [['M', 'Ink']]])('the values %o lead to no variant', (values) => {
  expect(variantOf(variants, values)).toBeUndefined()
})

it.each([
  ['a value with pieces in another combination', [undefined, undefined], 0, 'M', true],
  ['a value that is sold out in every combination', [undefined, undefined], 0, 'L', false],
  ['a value that is sold out in the chosen colour', [undefined, 'Oat'], 0, 'S', false],
  ['a value whose pieces are not counted', [undefined, 'Ink'], 0, 'S', true],
  ['a combination that does not exist', ['M', undefined], 1, 'Ink', false],
  ['the value that would replace the chosen one', ['L', 'Ink'], 0, 'S', true],
] as const)('%s is available or not: %o, option %i, %s: %s', (_case, values, option, value, available) => {
  expect(isAvailable(variants, values, option, value)).toBe(available)
})

it('the last choice is remembered by the name of its option', () => {
  rememberChoice('Size', 'S')
  rememberChoice('Colour', 'Ink')
  rememberChoice('Size', 'M')
  expect(lastChoices([{ name: 'Colour', values: ['Oat', 'Ink'] }, size])).toEqual(['Ink', 'M'])
})

it('a remembered choice that the product does not have is left out', () => {
  rememberChoice('Size', 'XL')
  expect(lastChoices([size])).toEqual([undefined])
})

it('the only value of an option is chosen already', () => {
  expect(lastChoices([{ name: 'Material', values: ['Linen'] }])).toEqual(['Linen'])
})

it.each(['not JSON', 'null'])('nothing is chosen when the storage holds %s', (stored) => {
  sessionStorage.setItem('liveshop.choice', stored)
  expect(lastChoices([size])).toEqual([undefined])
})

it('a choice works in a browser that forbids storage', () => {
  vi.stubGlobal('sessionStorage', { getItem: () => { throw new Error('forbidden') }, setItem: () => { throw new Error('forbidden') } })
  rememberChoice('Size', 'S')
  expect(lastChoices([size])).toEqual([undefined])
  vi.unstubAllGlobals()
})
