// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { configureApi } from '../../../api/client'
import type { Product } from '../../../api/types'
import { variant } from '../../../testing'
import { FakeShop } from '../../testing/fakeShop'
import ProductForm from '../ProductForm.vue'

const euros = (amount: number) => ({ amount, currency: 'EUR' })

let shop: FakeShop
let close: () => void = () => undefined
const shirt = () => shop.products.get('shirt') as Product
const valuesOf = (field: 'price' | 'stock') => shirt().variants.map(({ price, stock }) => (field === 'price' ? price.amount : stock))

beforeEach(() => {
  setActivePinia(createPinia())
  shop = new FakeShop(['shirt'])
  const sizes = ['S', 'M', 'L']
  const variants = sizes.map((size) => variant([size], { price: euros(4900), stock: 14 }))
  shop.change('shirt', { price: euros(4900), stock: 42, options: [{ name: 'Size', values: sizes }], variants })
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})
afterEach(() => { close() })

function form() {
  const wrapper = mount(ProductForm, { props: { product: shirt() }, attachTo: document.body })
  close = wrapper.unmount.bind(wrapper)
  const field = (label: string) => wrapper.get<HTMLInputElement>(`input[aria-label="${label}"]`)
  const fillAll = async (what: string, text: string) => {
    await field(`${what} of all variants`).setValue(text)
    await field(`${what} of all variants`).trigger('keydown', { key: 'Enter' })
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
  return { field, fillAll, save, answer, questions }
}

it('the product form asks about a price of one variant that is far from the one before, and saves it when it is kept', async () => {
  const { field, save, answer, questions } = form()
  await field('Price of M').setValue('4900')
  await field('Price of L').setValue('59')
  await save()
  expect([questions(), valuesOf('price')]).toEqual([['€4,900.00 in place of €49.00?'], [4900, 4900, 4900]])
  expect(document.activeElement).toBe(field('Price of M').element)
  await answer('Keep')
  expect([questions(), valuesOf('price')]).toEqual([[], [4900, 490_000, 5900]])
})

it('the product form asks once about a price of all variants, and one answer keeps it for all', async () => {
  const { fillAll, save, answer, questions } = form()
  await fillAll('Price', '4900')
  await save()
  expect(questions()).toEqual(['€4,900.00 in place of €49.00 (3 variants)?'])
  await answer('Keep')
  expect([questions(), valuesOf('price')]).toEqual([[], [490_000, 490_000, 490_000]])
})

it('the product form takes an unusual stock of all variants back when it is undone, and saves the rest', async () => {
  const { field, fillAll, save, answer, questions } = form()
  await fillAll('Stock', '1400')
  await field('Price of S').setValue('39')
  await save()
  expect(questions()).toEqual(['1,400 in place of 14 (3 variants)?'])
  await answer('Undo')
  expect(document.activeElement).toBe(field('Stock of S').element)
  await save()
  expect([valuesOf('price'), valuesOf('stock')]).toEqual([[3900, 4900, 4900], [14, 14, 14]])
})

it('the product form does not ask about a new variant, or one that sold out', async () => {
  const { field, save, questions } = form()
  const input = field('New value of Size')
  await input.setValue('XL')
  await input.trigger('keydown', { key: 'Enter' })
  await field('Price of XL').setValue('4900')
  await field('Stock of S').setValue('0')
  await save()
  expect([questions(), valuesOf('price'), valuesOf('stock')]).toEqual([[], [4900, 4900, 4900, 490_000], [0, 14, 14, 0]])
})
