// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import ProductPrice from './ProductPrice.vue'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const euros = (amount: number) => ({ price: { amount, currency: 'EUR' } })

it('a price is shown alone while it does not change', async () => {
  const wrapper = mount(ProductPrice, { props: euros(1990) })
  await wrapper.setProps(euros(1990))
  expect(wrapper.text()).toBe('€19.90')
})

it.each([1790, 2490])('the previous price is shown for three seconds after a change to %i, and is never struck through', async (amount) => {
  const wrapper = mount(ProductPrice, { props: euros(1990) })
  await wrapper.setProps(euros(amount))
  const now = `€${(amount / 100).toFixed(2)}`
  expect(wrapper.get('.before').text()).toBe('€19.90 →')
  expect(wrapper.get('.now').text()).toBe(now)
  expect(wrapper.find('s, del').exists()).toBe(false)
  await vi.advanceTimersByTimeAsync(2_900)
  expect(wrapper.find('.before').exists()).toBe(true)
  await vi.advanceTimersByTimeAsync(200)
  expect(wrapper.text()).toBe(now)
})

it('the price before a reduction is struck through, and read out as such', () => {
  const wrapper = mount(ProductPrice, { props: { ...euros(1990), compareAtPrice: { amount: 2490, currency: 'EUR' } } })
  expect(wrapper.get('s').text()).toBe('€24.90')
  expect(wrapper.get('.visually-hidden').text()).toBe('instead of €24.90:')
})

it('the price of the cheapest of several is shown as such', () => {
  expect(mount(ProductPrice, { props: { ...euros(1990), varies: true } }).text()).toBe('from €19.90')
})
