// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { configureApi } from '../api/client'
import type { Product } from '../api/types'
import { product, productOf } from '../testing'
import ProductSheet from './ProductSheet.vue'

const mug = product('mug', { stock: 3 })

beforeEach(() => { setActivePinia(createPinia()) })

async function show(answer: Response) {
  configureApi({ apiBaseUrl: 'http://shop.test' }, () => Promise.resolve(answer))
  const sheet = mount(ProductSheet, { props: { productId: 'mug', shown: mug, streamId: 'demo' } })
  await flushPromises()
  return sheet
}

const full = () => Response.json({ ...productOf(mug), description: 'Thrown by hand.' })

it('the product sheet shows the description', async () => {
  expect((await show(full())).text()).toContain('Thrown by hand.')
})

it('the product sheet’s picture has its alternative text, and is decorative without one', async () => {
  const shown = { ...mug, imageUrl: '/b.png' }
  const altWith = async (imageAltTexts: Product['imageAltTexts']) => {
    const sheet = await show(Response.json({ ...productOf(shown), imageAltTexts }))
    await sheet.setProps({ shown })
    return sheet.get('img').attributes('alt')
  }
  expect(await altWith([{ imageUrl: '/a.png', text: 'A jug' }, { imageUrl: '/b.png', text: 'A blue mug' }])).toBe('A blue mug')
  expect(await altWith([])).toBe('')
})

it('the product sheet allows buying when the description could not be loaded', async () => {
  const sheet = await show(Response.json({}, { status: 503 }))
  expect(sheet.text()).toContain('The description could not be loaded.')
  expect(sheet.text()).toContain('Add to cart')
})

it('the product sheet stays open with a hint when the product is unpinned', async () => {
  const sheet = await show(full())
  await sheet.setProps({ shown: undefined })
  expect(sheet.get('h2').text()).toBe('Mug')
  expect(sheet.text()).toContain('no longer in the stream')
})

it('the product sheet has no quantity for a sold-out product', async () => {
  const sheet = await show(full())
  await sheet.setProps({ shown: { ...mug, availability: 'sold-out' } })
  expect(sheet.find('[role=group]').exists()).toBe(false)
  expect(sheet.text()).toContain('Sold out')
})

it('the product sheet loads the description once the browser is online again', async () => {
  let online = false
  configureApi({ apiBaseUrl: 'http://shop.test' }, () => (online ? Promise.resolve(full()) : Promise.reject(new TypeError('Failed to fetch'))))
  const sheet = mount(ProductSheet, { props: { productId: 'mug', shown: mug, streamId: 'demo' } })
  await flushPromises()
  expect(sheet.text()).toContain('The description could not be loaded.')
  online = true
  dispatchEvent(new Event('online'))
  await flushPromises()
  expect(sheet.text()).toContain('Thrown by hand.')
  expect(sheet.text()).not.toContain('could not be loaded')
  sheet.unmount()
})

it('the product sheet loads the description later when the shop did not answer', async () => {
  vi.useFakeTimers()
  let answer = () => Response.json({}, { status: 500 })
  const fetched = vi.fn(() => Promise.resolve(answer()))
  configureApi({ apiBaseUrl: 'http://shop.test' }, fetched)
  const sheet = mount(ProductSheet, { props: { productId: 'mug', shown: mug, streamId: 'demo' } })
  await vi.advanceTimersByTimeAsync(60_000)
  answer = full
  await vi.advanceTimersByTimeAsync(8_100)
  expect(sheet.text()).toContain('Thrown by hand.')
  const calls = fetched.mock.calls.length
  await vi.advanceTimersByTimeAsync(60_000)
  expect(fetched).toHaveBeenCalledTimes(calls)
  sheet.unmount()
  vi.useRealTimers()
})

it('the product sheet shows the lowest price of the 30 days before beside a struck price only', async () => {
  const lowestPriceBefore = { amount: 1790, currency: 'EUR' }
  const sheet = await show(Response.json({ ...productOf(mug), lowestPriceBefore }))
  expect(sheet.text()).not.toContain('30 days')
  await sheet.setProps({ shown: { ...mug, compareAtPrice: { amount: 2490, currency: 'EUR' } } })
  expect(sheet.get('s').text()).toBe('€24.90')
  expect(sheet.text()).toContain('Lowest price of the 30 days before: €17.90')
})

it('the product sheet lowers the chosen quantity to what is left', async () => {
  const sheet = await show(full())
  await sheet.get('[aria-label="One more Mug"]').trigger('click')
  await sheet.get('[aria-label="One more Mug"]').trigger('click')
  expect(sheet.get('output').text()).toBe('3')
  await sheet.setProps({ shown: { ...mug, stock: 2 } })
  expect(sheet.get('output').text()).toBe('2')
})
