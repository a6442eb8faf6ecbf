// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { configureApi } from '../../api/client'
import { applyShop } from '../../shop/shop'
import { shopSettings } from '../../shop/testing'
import { FakeShop } from '../testing/fakeShop'
import ProductForm from './ProductForm.vue'

let shop: FakeShop
let close: () => void = () => undefined

beforeEach(() => {
  setActivePinia(createPinia())
  shop = new FakeShop(['mug'])
  shop.change('mug', { price: { amount: 1990, currency: 'EUR' }, stock: 14 })
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})
afterEach(() => { close() })

const mug = () => {
  const product = shop.products.get('mug')
  if (!product) throw new Error('There should be a mug.')
  return product
}

function form(product: ReturnType<typeof mug> | null = mug()) {
  const wrapper = mount(ProductForm, { props: product ? { product } : {}, attachTo: document.body })
  close = wrapper.unmount.bind(wrapper)
  const field = (label: string) => {
    const id = wrapper.findAll('label').find((element) => element.text() === label)?.attributes('for')
    return wrapper.get<HTMLInputElement>(`[id="${id ?? ''}"]`)
  }
  const save = async () => {
    await wrapper.get('form').trigger('submit')
    await flushPromises()
  }
  const answer = async (label: string) => {
    await wrapper.findAll('.question button').find((button) => button.text() === label)?.trigger('click')
    await flushPromises()
  }
  const questions = () => wrapper.findAll('.question [role=alert]').map((question) => question.text())
  return { wrapper, field, save, answer, questions }
}

it('the product form asks about a price more than three times the one before, and saves it when it is kept', async () => {
  const { field, save, answer, questions } = form()
  await field('Price').setValue('6000')
  await save()
  expect([questions(), mug().price.amount]).toEqual([['€6,000.00 in place of €19.90?'], 1990])
  expect(document.activeElement).toBe(field('Price').element)
  await save()
  expect(mug().price.amount).toBe(1990)
  await answer('Keep')
  expect([questions(), mug().price.amount]).toEqual([[], 600_000])
})

it('the product form takes an unusual stock back when it is undone, and saves the rest', async () => {
  const { field, save, answer, questions } = form()
  await field('Pieces in stock').setValue('145')
  await field('Name').setValue('Large mug')
  await save()
  expect(questions()).toEqual(['145 in place of 14?'])
  await answer('Undo')
  expect(field('Pieces in stock').element.value).toBe('14')
  await save()
  expect(mug()).toMatchObject({ name: 'Large mug', stock: 14 })
})

it('the product form asks about price and stock together, and again about another value', async () => {
  const { field, save, answer, questions } = form()
  await field('Price').setValue('1.99')
  await field('Pieces in stock').setValue('1400')
  await save()
  expect(questions()).toEqual(['€1.99 in place of €19.90?', '1,400 in place of 14?'])
  await answer('Keep')
  expect(questions()).toEqual(['1,400 in place of 14?'])
  await field('Price').setValue('199')
  await save()
  expect(questions()).toEqual(['€199.00 in place of €19.90?', '1,400 in place of 14?'])
  expect(mug().version).toBe(2)
})

it.each([
  ['a usual price', { Price: '49' }],
  ['a price in another currency', { Currency: 'JPY', Price: '3200' }],
  ['a product that sold out', { 'Pieces in stock': '0' }],
])('the product form does not ask about %s', async (_name, values) => {
  const { field, save, questions } = form()
  for (const [label, value] of Object.entries(values)) await field(label).setValue(value)
  await save()
  expect([questions(), mug().version]).toEqual([[], 3])
})

it('the product form does not ask about a new product', async () => {
  const { field, save, questions } = form(null)
  await field('Name').setValue('Jug')
  await field('Price').setValue('9000')
  await field('Pieces in stock').setValue('5000')
  await save()
  expect(questions()).toEqual([])
})

const vatRates = [
  { id: 'standard', name: 'Standard', basisPoints: 1900, isDefault: true },
  { id: 'reduced', name: 'Reduced', basisPoints: 700, isDefault: false },
]

it('the product form offers the VAT rates of a shop with several and none of a shop with one', async () => {
  applyShop(shopSettings())
  const { wrapper, field, save } = form()
  expect(wrapper.text()).not.toContain('VAT rate')
  applyShop(shopSettings({ vatRates }))
  await flushPromises()
  expect(field('VAT rate').findAll('option').map((option) => option.text())).toEqual(['Standard 19 %', 'Reduced 7 %'])
  await field('VAT rate').setValue('reduced')
  await save()
  expect(mug().vatRateId).toBe('reduced')
  await field('VAT rate').setValue('')
  await save()
  expect(mug().vatRateId).toBeNull()
})

it('the product form shows the default VAT rate for one that the shop no longer has, and keeps it', async () => {
  applyShop(shopSettings({ vatRates }))
  shop.change('mug', { vatRateId: 'luxury' })
  const { field, save } = form()
  expect(field('VAT rate').element.value).toBe('')
  await field('Name').setValue('Large mug')
  await save()
  expect(mug()).toMatchObject({ name: 'Large mug', vatRateId: 'luxury' })
})

it('a create whose answer was lost does not make a second product when it is sent again', async () => {
  const { wrapper, field, save } = form(null)
  await field('Name').setValue('Jug')
  await field('Price').setValue('12')
  await field('Pieces in stock').setValue('3')
  const products = shop.products.size
  shop.loseNextAnswer()
  await save()
  await field('Pieces in stock').setValue('4')
  await save()
  expect(shop.products.size).toBe(products + 1)
  expect(wrapper.emitted('saved')?.flat()).toMatchObject([{ name: 'Jug', stock: 4, version: 2 }])
})
