import { expect, it } from 'vitest'
import type { ProductChange, ProductValues } from '../../../api/types'
import { formatPrice } from '../../../products/price'
import { variant } from '../../../testing'
import english from '../../i18n/en'
import german from '../../i18n/de'
import { describeProductChange } from './describeProductChange'

const formats = { price: (money: { amount: number; currency: string }) => formatPrice(money, 'en'), number: String }
const values = (given: Partial<ProductValues>): ProductValues => ({
  name: null, description: null, images: null, imageAltTexts: null, price: null, stock: null, sku: null, compareAtPrice: null,
  vatRateId: null, options: null, variants: null, ...given,
})
type Given = Partial<ProductValues> | null
const change = (before: Given, after: Given, given: Partial<ProductChange> = {}): ProductChange => ({
  version: 2, at: '2026-11-22T10:06:00Z', by: 'Bob', byId: 'bob', action: 'changed',
  before: before && values(before), after: after && values(after), ...given,
})
const told = (of: ProductChange, self?: string) => describeProductChange(english, formats, of, self)
const euros = (amount: number) => ({ amount, currency: 'EUR' })

it('a change of the price is told with both prices and who changed it', () => {
  expect(told(change({ price: euros(4900) }, { price: euros(3900) })))
    .toEqual({ title: 'Bob changed it', details: ['price €49.00 → €39.00'] })
})

it('the own change is told as such, and the shop’s as the shop’s', () => {
  expect(told(change({}, {}), 'bob').title).toBe('You changed it')
  expect(told(change(null, null, { action: 'created', byId: 'system' })).title).toBe('The shop made the product')
  expect(describeProductChange(german, formats, change({}, {}), 'bob').title).toBe('Du hast es geändert')
})

it('values that came or went are told as none, and pieces that are not counted with a dash', () => {
  const of = change({ sku: 'LS-1', stock: 4, compareAtPrice: null }, { sku: null, stock: null, compareAtPrice: euros(5900) })
  expect(told(of).details).toEqual(['price before none → €59.00', 'stock 4 → –', 'SKU LS-1 → none'])
})

it('long texts and pictures are told without their content', () => {
  const of = change({ description: 'Old', images: ['/a'] }, { description: 'New', images: ['/b'] })
  expect(told(of).details).toEqual(['another description', 'other pictures'])
})

it('other descriptions of pictures are told without their texts', () => {
  const of = change({ imageAltTexts: [] }, { imageAltTexts: [{ imageUrl: '/a.png', text: 'A mug' }] })
  expect(told(of).details).toEqual(['other descriptions of the pictures'])
})

it('another VAT rate is told, also when the default applies again', () => {
  expect(told(change({ vatRateId: null }, { vatRateId: 'reduced' })).details).toEqual(['another VAT rate'])
  expect(told(change({ vatRateId: 'reduced' }, { vatRateId: null })).details).toEqual(['another VAT rate'])
})

it('changes of variants are told by variant, with those that are new or gone', () => {
  const before = { variants: [variant(['Oat', 'S'], { stock: 5 }), variant(['Oat', 'L'])] }
  const after = { variants: [variant(['Oat', 'S'], { stock: 3, price: euros(4500) }), variant(['Ink', 'S'])] }
  expect(told(change(before, after)).details).toEqual(['Oat / S: price €49.00 → €45.00, stock 5 → 3', 'Ink / S added', 'Oat / L removed'])
})

it('a variant whose value was renamed is told by its new name', () => {
  const before = { variants: [variant(['Oat'], { id: 'oat' })] }
  const after = { variants: [variant(['Natural'], { id: 'oat' })] }
  expect(told(change(before, after)).details).toEqual(['Natural: was Oat'])
})
