// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { configureApi } from '../../api/client'
import { FakeShop } from '../testing/fakeShop'
import { useAdminLiveStreamStore } from './adminLiveStreamStore'
import AddProducts from './AddProducts.vue'

let shop: FakeShop
let unmount: () => void

// The specs share the modules, and so the list of guarded rows.
afterEach(() => { unmount() })

beforeEach(() => {
  setActivePinia(createPinia())
  shop = new FakeShop(['mug', 'bowl', 'big-bowl', 'vase'], ['bowl'])
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})

async function search() {
  const run = vi.spyOn(useAdminLiveStreamStore(), 'run').mockResolvedValue()
  const wrapper = mount(AddProducts, { props: { pins: shop.stream.pinnedProducts }, attachTo: document.body })
  unmount = () => { wrapper.unmount() }
  await flushPromises()
  const pinned = () => run.mock.calls.map(([command]) => command.apply(shop.stream).pinnedProducts.map((pin) => pin.productId))
  return { wrapper, pinned, input: wrapper.get<HTMLInputElement>('input'), button: (name: string) => wrapper.get(`[aria-label="${name}"]`) }
}

it('the search results pin a product last or first with one click', async () => {
  const { button, pinned } = await search()
  await button('Pin Mug').trigger('click')
  await button('Pin first: Vase').trigger('click')
  expect(pinned()).toEqual([['bowl', 'mug'], ['vase', 'bowl']])
})

it('Enter pins the first unpinned result of the text typed so far', async () => {
  const { input, pinned } = await search()
  await input.setValue('bowl')
  await input.trigger('keydown', { key: 'Enter' })
  await flushPromises()
  expect(pinned()).toEqual([['bowl', 'big-bowl']])
})

it('the second of two quick Enter keys does not pin the next result', async () => {
  vi.useFakeTimers()
  const { input, pinned, wrapper } = await search()
  await input.setValue('b')
  const enter = async () => {
    await input.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    await wrapper.setProps({ pins: shop.stream.pinnedProducts })
  }
  await input.setValue('')
  await enter()
  shop.pinAs('ann', 'mug')
  vi.advanceTimersByTime(400)
  await enter()
  expect(pinned()).toHaveLength(1)
  vi.advanceTimersByTime(500)
  await enter()
  expect(pinned()).toHaveLength(2)
  vi.useRealTimers()
})

it('Enter pins nothing when nothing is found', async () => {
  const { input, pinned, wrapper } = await search()
  await input.setValue('teapot')
  await input.trigger('keydown', { key: 'Enter' })
  await flushPromises()
  expect(pinned()).toEqual([])
  expect(wrapper.text()).toContain('Nothing is called “teapot”')
})

it('a pinned product keeps its button, which is labelled as pinned and does nothing', async () => {
  const { button, pinned } = await search()
  expect(button('Bowl is pinned').attributes()).toMatchObject({ 'aria-disabled': 'true' })
  await button('Bowl is pinned').trigger('click')
  expect(pinned()).toEqual([])
})

it('the slash key moves the focus to the search, but not from an input', async () => {
  const { input } = await search()
  const press = (target: EventTarget) => {
    const event = new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true })
    target.dispatchEvent(event)
    return event.defaultPrevented
  }
  expect(press(document.body)).toBe(true)
  expect(document.activeElement).toBe(input.element)
  expect(press(input.element)).toBe(false)
})
