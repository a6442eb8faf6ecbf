// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { configureApi } from '../api/client'
import { product } from '../testing'
import AddToCart from './AddToCart.vue'
import CartDrawer from './CartDrawer.vue'
import { itemIdOf, type ChosenProduct } from './cartChange'
import { useCartStore } from './cartStore'
import { FakeShop } from './testing/fakeShop'

const mounted: VueWrapper[] = []
afterEach(() => { for (const drawer of mounted.splice(0)) drawer.unmount() })

let shop: FakeShop
const card = product('shirt', { hasOptions: true })
const shirt = (size: string, given: Partial<ChosenProduct> = {}): ChosenProduct => ({
  ...card, variantId: size.toLowerCase(), optionValues: ['Oat', size], ...given,
})
const [small, medium] = [shirt('S'), shirt('M', { price: { amount: 2490, currency: 'EUR' } })]

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  setActivePinia(createPinia())
  shop = new FakeShop([small, medium, product('mug')])
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})

function openCart() {
  const drawer = mount(CartDrawer)
  mounted.push(drawer)
  return drawer
}

const settled = () => expect.poll(() => useCartStore().updating).toBe(false)

async function withBoth() {
  useCartStore().add(small)
  useCartStore().add(medium)
  await settled()
  return openCart()
}

it('the id of an item is the id of the product, with that of the variant after a dot', () => {
  expect([itemIdOf(card), itemIdOf(small)]).toEqual(['shirt', 'shirt.s'])
})

it('variants of a product are lines of their own with their options and prices', async () => {
  const drawer = await withBoth()
  expect(useCartStore().lines.map(({ itemId }) => itemId)).toEqual(['shirt.s', 'shirt.m'])
  expect(drawer.findAll('.choice').map((choice) => choice.text())).toEqual(['Oat, S', 'Oat, M'])
  expect(drawer.findAll('li .price').map((price) => price.text())).toEqual(['€19.90', '€24.90'])
  expect(drawer.get('dd').text()).toBe('€44.80')
})

it('a line of a variant shows its options before the server answers', () => {
  useCartStore().add(small)
  expect(openCart().get('.choice').text()).toBe('Oat, S')
})

it('a product without options has no options in its line', async () => {
  useCartStore().add(product('mug'))
  await settled()
  expect(openCart().find('.choice').exists()).toBe(false)
})

it('the buttons of two variants of a product have different names and change their own line', async () => {
  const drawer = await withBoth()
  await drawer.get('[aria-label="One more Shirt, Oat, M"]').trigger('click')
  await settled()
  expect(drawer.findAll('output').map((quantity) => quantity.text())).toEqual(['1', '2'])
  await drawer.get('[aria-label="Remove Shirt, Oat, S"]').trigger('click')
  await settled()
  expect(useCartStore().lines.map(({ itemId }) => itemId)).toEqual(['shirt.m'])
  expect(shop.calls.slice(-2).map((call) => call.split('/').at(-1))).toEqual(['shirt.m', 'shirt.s'])
})

it('a refusal of one variant shows at its own line', async () => {
  shop.setStock('shirt.m', 1)
  const drawer = await withBoth()
  await drawer.get('[aria-label="One more Shirt, Oat, M"]').trigger('click')
  await expect.poll(() => drawer.findAll('li').map((line) => line.text().includes('Only 1'))).toEqual([false, true])
})

it('the card of the stream does not overwrite the price and the stock of a variant', async () => {
  const drawer = await withBoth()
  useCartStore().follow([{ ...card, availability: 'sold-out', price: { amount: 100, currency: 'EUR' } }])
  await settled()
  expect(drawer.findAll('li .price').map((price) => price.text())).toEqual(['€19.90', '€24.90'])
  expect(drawer.text()).not.toContain('Sold out')
})

it('the cart is read again when the card of a product changes of which it has a variant', async () => {
  const drawer = await withBoth()
  useCartStore().follow([card, product('mug')])
  shop.setStock('shirt.s', 0)
  vi.spyOn(Math, 'random').mockReturnValueOnce(0)
  useCartStore().follow([{ ...card, availability: 'low', stock: 4 }, product('mug')])
  await expect.poll(() => drawer.text()).toContain('Sold out')
})

it('the compact button of a product with options is named by what it does', async () => {
  const button = mount(AddToCart, { props: { product: card, compact: true } })
  expect(button.attributes('aria-label')).toBe('Shirt: Choose')
  await button.trigger('click')
  expect(button.emitted('choose')).toHaveLength(1)
  expect(shop.calls).toEqual([])
})
