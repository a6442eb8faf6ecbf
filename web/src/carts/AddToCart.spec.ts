// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { configureApi } from '../api/client'
import { product } from '../testing'
import AddToCart from './AddToCart.vue'
import { FakeShop } from './testing/fakeShop'

let shop: FakeShop
const mug = product('mug')

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  setActivePinia(createPinia())
  shop = new FakeShop([mug])
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})

it('the add button confirms before the server answers', async () => {
  const button = mount(AddToCart, { props: { product: mug } })
  expect(button.text()).toBe('Add to cart')
  await button.trigger('click')
  expect(button.text()).toContain('Added')
  expect(button.text()).toContain('1 in cart')
})

it('the add button takes its confirmation back when the server answers out of stock', async () => {
  shop.setStock('mug', 0)
  const button = mount(AddToCart, { props: { product: mug } })
  await button.trigger('click')
  await flushPromises()
  await expect.poll(() => button.text()).toBe('Add to cart')
})

it('the add button of a sold-out product does nothing and can have the focus', async () => {
  const button = mount(AddToCart, { props: { product: product('mug', { stock: 0 }) } })
  expect(button.text()).toBe('Sold out')
  expect(button.attributes('disabled')).toBeUndefined()
  await button.trigger('click')
  expect(shop.calls).toEqual([])
})

it('the compact add button is labelled with its product', () => {
  const button = mount(AddToCart, { props: { product: mug, compact: true } })
  expect(button.attributes('aria-label')).toBe('Add Mug to the cart')
})
