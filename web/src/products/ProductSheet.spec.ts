// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { configureApi } from '../api/client'
import { product } from '../testing'
import ProductSheet from './ProductSheet.vue'

const mug = product('mug', { stock: 3 })

beforeEach(() => { setActivePinia(createPinia()) })

async function show(answer: Response) {
  configureApi({ apiBaseUrl: 'http://shop.test' }, () => Promise.resolve(answer))
  const sheet = mount(ProductSheet, { props: { productId: 'mug', shown: mug, streamId: 'demo' } })
  await flushPromises()
  return sheet
}

const full = () => Response.json({ ...mug, description: 'Thrown by hand.', version: 1 })

it('the product sheet shows the description', async () => {
  expect((await show(full())).text()).toContain('Thrown by hand.')
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
  await sheet.setProps({ shown: { ...mug, stock: 0 } })
  expect(sheet.find('[role=group]').exists()).toBe(false)
  expect(sheet.text()).toContain('Sold out')
})
