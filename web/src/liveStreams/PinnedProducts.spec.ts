// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { pin, product } from '../testing'
import PinnedProducts from './PinnedProducts.vue'

let wrapper: ReturnType<typeof show>
beforeEach(() => { setActivePinia(createPinia()) })
afterEach(() => { wrapper.unmount() })

const pins = (...ids: string[]) => ids.map((id) => pin(product(id)))

function show(...ids: string[]) {
  return mount(PinnedProducts, { props: { pins: pins(...ids), streamId: 'demo' }, attachTo: document.body })
}

const focused = () => document.activeElement?.closest<HTMLElement>('[data-product]')?.dataset.product

it('the first pin is the spotlight and the others follow in the admin’s order', () => {
  wrapper = show('mug', 'vase', 'bowl')
  expect(wrapper.get('h2').text()).toBe('Mug')
  expect(wrapper.findAll('h3').map((name) => name.text())).toEqual(['Vase', 'Bowl'])
})

it('a live stream without pins says that the first piece is about to come', () => {
  wrapper = show()
  expect(wrapper.text()).toContain('The first piece is about to be shown.')
})

it('the focus follows a product that leaves the spotlight', async () => {
  wrapper = show('mug', 'vase')
  wrapper.get<HTMLElement>('[data-product=mug] button').element.focus()
  await wrapper.setProps({ pins: pins('vase', 'mug') })
  expect(focused()).toBe('mug')
})

it('the focus stays in the list when its product is unpinned', async () => {
  wrapper = show('mug', 'vase')
  wrapper.get<HTMLElement>('[data-product=mug] button').element.focus()
  await wrapper.setProps({ pins: pins('vase') })
  expect(document.activeElement).toBe(wrapper.element)
})

it('the focus outside the list is not moved', async () => {
  wrapper = show('mug')
  await wrapper.setProps({ pins: pins('vase') })
  expect(document.activeElement).toBe(document.body)
})
