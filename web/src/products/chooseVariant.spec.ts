// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { configureApi } from '../api/client'
import { useCartStore } from '../carts/cartStore'
import { setLanguage } from '../i18n'
import { product, productWithOptions, variant } from '../testing'
import ProductSheet from './ProductSheet.vue'

let unmount: () => void = () => undefined

const card = product('shirt', { stock: null, price: { amount: 4900, currency: 'EUR' }, hasOptions: true })
const variants = [
  variant(['S'], { stock: 0 }),
  variant(['M'], { price: { amount: 5400, currency: 'EUR' }, stock: 2 }),
  variant(['L'], { stock: null }),
]
let shirt = productWithOptions(card, [], [])

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  setActivePinia(createPinia())
  shirt = productWithOptions(card, [{ name: 'Size', values: ['S', 'M', 'L'] }], variants)
  // The cart is looked at before the server answers.
  configureApi({ apiBaseUrl: 'http://shop.test' }, (request) =>
    (request as Request).url.includes('/carts') ? new Promise<never>(() => undefined) : Promise.resolve(Response.json(shirt)))
})
afterEach(async () => {
  unmount()
  await setLanguage('en')
})

async function open() {
  const sheet = mount(ProductSheet, { props: { productId: 'shirt', shown: card, streamId: 'demo' }, attachTo: document.body })
  unmount = () => { sheet.unmount() }
  await flushPromises()
  return sheet
}
type Sheet = Awaited<ReturnType<typeof open>>
async function choose(sheet: Sheet, value: string) {
  const chip = sheet.findAll('fieldset button').find((button) => button.text() === value)
  if (!chip) throw new Error(`There is no chip ${value}.`)
  await chip.trigger('click')
}
const buy = (sheet: Sheet) => sheet.get('.purchase .add')

it('the product sheet shows the price and the pieces of the chosen variant', async () => {
  const sheet = await open()
  expect(sheet.get('.facts').text()).toContain('€49.00')
  await choose(sheet, 'M')
  expect(sheet.get('.facts .price').text()).toBe('€54.00')
  expect(sheet.get('.facts').text()).toContain('Only 2 left')
})

it('the product sheet puts the chosen variant into the cart', async () => {
  const sheet = await open()
  await choose(sheet, 'M')
  await buy(sheet).trigger('click')
  expect(useCartStore().lines).toMatchObject([{ itemId: 'shirt.m', variantId: 'm', optionValues: ['M'], quantity: 1 }])
})

it('the product sheet does not sell a variant that is sold out', async () => {
  const sheet = await open()
  await choose(sheet, 'S')
  expect(buy(sheet).text()).toBe('Sold out')
  await buy(sheet).trigger('click')
  expect(useCartStore().lines).toEqual([])
})

it('the product sheet sells a variant whose stock is not counted', async () => {
  const sheet = await open()
  await choose(sheet, 'L')
  expect(buy(sheet).text()).toBe('Add to cart')
  await buy(sheet).trigger('click')
  expect(useCartStore().lines).toMatchObject([{ itemId: 'shirt.l', quantity: 1 }])
})

it('the button of the product sheet leads to the options as long as nothing is chosen', async () => {
  const sheet = await open()
  expect(buy(sheet).text()).toBe('Choose')
  await buy(sheet).trigger('click')
  expect(document.activeElement).toBe(sheet.get('fieldset button').element)
  expect(useCartStore().lines).toEqual([])
})

it('the product sheet shows a variant in German', async () => {
  await setLanguage('de')
  const sheet = await open()
  expect(buy(sheet).text()).toBe('Auswählen')
  await choose(sheet, 'M')
  expect(sheet.get('.facts .price').text()).toBe('54,00\u00A0€')
  expect(sheet.get('.facts').text()).toContain('Nur noch 2')
  await choose(sheet, 'S')
  expect(buy(sheet).text()).toBe('Ausverkauft')
})

it('the product sheet reads the variants again when the card changes', async () => {
  const sheet = await open()
  await choose(sheet, 'M')
  shirt = { ...shirt, variants: [variant(['S'], { stock: 0 }), variant(['M'], { stock: 0 }), variant(['L'], { stock: 9 })] }
  await sheet.setProps({ shown: { ...card, stock: 9 } })
  await flushPromises()
  expect(buy(sheet).text()).toBe('Sold out')
})
