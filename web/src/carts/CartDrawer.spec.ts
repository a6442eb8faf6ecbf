// @vitest-environment happy-dom
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { createPinia, type Pinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { configureApi } from '../api/client'
import { product } from '../testing'
import CartDrawer from './CartDrawer.vue'
import { useCartStore } from './cartStore'
import { FakeShop } from './testing/fakeShop'

// An open drawer reads the cart again and again.
enableAutoUnmount(afterEach)

let shop: FakeShop
// Not the active one, which what an earlier test left running would change.
let pinia: Pinia
const mug = product('mug')
const vase = product('vase', { price: { amount: 6400, currency: 'JPY' } })

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  pinia = createPinia()
  shop = new FakeShop([mug, vase])
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})

const open = () => mount(CartDrawer, { global: { plugins: [pinia] } })
const settled = () => expect.poll(() => useCartStore(pinia).updating).toBe(false)

it('an empty cart says so', () => {
  expect(open().text()).toContain('Your cart is empty.')
})

it('the cart has a line for each product and a total for each currency', async () => {
  useCartStore(pinia).add(mug, 2)
  useCartStore(pinia).add(vase)
  await settled()
  const drawer = open()
  expect(drawer.findAll('h3').map((line) => line.text())).toEqual(['Mug', 'Vase'])
  expect(drawer.findAll('dd').map((total) => total.text())).toEqual(['€39.80', '¥6,400'])
})

it('the cart shows a refusal at its line', async () => {
  shop.setStock('mug', 2)
  useCartStore(pinia).add(mug, 2)
  await settled()
  const drawer = open()
  await drawer.get('[aria-label="One more Mug"]').trigger('click')
  await expect.poll(() => drawer.get('li').text()).toContain('Only 2 of Mug left.')
  expect(drawer.get('output').text()).toBe('2')
})

it('the cart says that it could not be loaded, and can load again', async () => {
  useCartStore(pinia).add(mug)
  await settled()
  pinia = createPinia()
  shop.loseResponses = 1
  const drawer = open()
  await expect.poll(() => drawer.text()).toContain('could not be loaded')
  await drawer.get('.empty button').trigger('click')
  await expect.poll(() => drawer.findAll('h3').map((line) => line.text())).toEqual(['Mug'])
})

it('the cart can remove a product that is no longer sold', async () => {
  useCartStore(pinia).add(mug)
  useCartStore(pinia).add(vase)
  await settled()
  shop.removeProduct('mug')
  const drawer = open()
  await expect.poll(() => drawer.text()).toContain('no longer sold')
  await drawer.get('[aria-label="Remove the piece that is no longer sold"]').trigger('click')
  await settled()
  expect(drawer.findAll('h3').map((line) => line.text())).toEqual(['Vase'])
})

it('the open cart follows the stream, and says which lines cannot be bought', async () => {
  const cart = useCartStore(pinia)
  cart.add(mug, 3)
  cart.add(vase)
  await settled()
  const drawer = open()
  cart.follow([product('mug', { price: { amount: 2490, currency: 'EUR' }, stock: 2 }), { ...vase, availability: 'sold-out' }])
  await nextTick()
  const [mugLine, vaseLine] = drawer.findAll('li')
  expect(mugLine?.text()).toContain('€24.90')
  expect(mugLine?.text()).toContain('Only 2 left, fewer than you want. It does not count.')
  expect(vaseLine?.text()).toContain('Sold out. It does not count.')
  expect(vaseLine?.find('[role=group]').exists()).toBe(false)
  expect(drawer.findAll('dd')).toEqual([])
  shop.setStock('mug', 2)
  await mugLine?.get('.problem button').trigger('click')
  await settled()
  expect(drawer.findAll('dd').map((total) => total.text())).toEqual(['€49.80'])
})

it('a reopened cart says that a product sold out meanwhile', async () => {
  useCartStore(pinia).add(mug)
  await settled()
  open().unmount()
  shop.setStock('mug', 0)
  const drawer = open()
  await expect.poll(() => drawer.get('li').text()).toContain('Sold out. It does not count.')
  expect(drawer.findAll('dd')).toEqual([])
})
