// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import StockField from './StockField.vue'

async function editing(text: string) {
  const wrapper = mount(StockField, { props: { stock: 14, label: 'Stock of Mug', asksReason: true }, attachTo: document.body })
  const input = wrapper.get('input')
  input.element.focus()
  await flushPromises()
  await input.setValue(text)
  return { wrapper, input, reason: () => wrapper.get<HTMLInputElement>('.reason input') }
}

it('a stock is corrected with a reason, which the next correction does not repeat', async () => {
  const { wrapper, input, reason } = await editing('12')
  await reason().setValue(' Two broke ')
  await reason().trigger('keydown', { key: 'Enter' })
  await wrapper.setProps({ stock: 12 })
  await flushPromises()
  await input.setValue('11')
  await input.trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('change')).toEqual([[12, 14, 'Two broke'], [11, 12, '']])
})

it('a usual reason is taken by a press, and taken back by another', async () => {
  const { wrapper, reason } = await editing('12')
  const [counted] = wrapper.findAll('.usual button')
  await counted?.trigger('click')
  expect(reason().element.value).toBe('Counted')
  await counted?.trigger('click')
  expect(reason().element.value).toBe('')
})

it('Escape in the reason cancels the correction', async () => {
  const { wrapper, input, reason } = await editing('12')
  await reason().trigger('keydown', { key: 'Escape' })
  await flushPromises()
  input.element.blur()
  expect([wrapper.emitted('change'), input.element.value]).toEqual([undefined, '14'])
})
