// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { configureApi } from '../api/client'
import { product } from '../testing'
import CartDrawer from './CartDrawer.vue'
import { useCartStore } from './cartStore'
import { FakeShop } from './testing/fakeShop'

let shop: FakeShop
const mug = product('mug')
const vase = product('vase', { price: { amount: 6400, currency: 'JPY' } })

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  setActivePinia(createPinia())
  shop = new FakeShop([mug, vase])
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})

const settled = () => expect.poll(() => useCartStore().updating).toBe(false)

it('an empty cart says so', () => {
  expect(mount(CartDrawer).text()).toContain('Your cart is empty.')
})

it('the cart has a line for each product and a total for each currency', async () => {
  useCartStore().add(mug, 2)
  useCartStore().add(vase)
  await settled()
  const drawer = mount(CartDrawer)
  expect(drawer.findAll('h3').map((line) => line.text())).toEqual(['Mug', 'Vase'])
  expect(drawer.findAll('dd').map((total) => total.text())).toEqual(['€39.80', '¥6,400'])
})

it('the cart shows a refusal at its line', async () => {
  shop.setStock('mug', 2)
  useCartStore().add(mug, 2)
  await settled()
  const drawer = mount(CartDrawer)
  await drawer.get('[aria-label="One more Mug"]').trigger('click')
  await expect.poll(() => drawer.get('li').text()).toContain('Only 2 of Mug left.')
  expect(drawer.get('output').text()).toBe('2')
})

it('the cart says that it could not be loaded, and can load again', async () => {
  useCartStore().add(mug)
  await settled()
  setActivePinia(createPinia())
  shop.loseResponses = 1
  const drawer = mount(CartDrawer)
  await expect.poll(() => drawer.text()).toContain('could not be loaded')
  await drawer.get('.empty button').trigger('click')
  await expect.poll(() => drawer.findAll('h3').map((line) => line.text())).toEqual(['Mug'])
})

it('the cart can remove a product that is no longer sold', async () => {
  useCartStore().add(mug)
  useCartStore().add(vase)
  await settled()
  shop.removeProduct('mug')
  const drawer = mount(CartDrawer)
  await expect.poll(() => drawer.text()).toContain('no longer sold')
  await drawer.get('[aria-label="Remove the piece that is no longer sold"]').trigger('click')
  await settled()
  expect(drawer.findAll('h3').map((line) => line.text())).toEqual(['Vase'])
})
