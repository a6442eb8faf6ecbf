// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import InlineEdit from './InlineEdit.vue'

function field() {
  const wrapper = mount(InlineEdit, {
    props: {
      label: 'Stock of Mug',
      value: 1400,
      shown: '1,400',
      plain: '1400',
      numeric: 'numeric' as const,
      check: (text: string) => (/^\d+$/.test(text) ? undefined : 'A whole number.'),
    },
    attachTo: document.body,
  })
  const input = wrapper.get('input')
  const type = async (text: string) => {
    input.element.focus()
    await flushPromises()
    await input.setValue(text)
  }
  return { wrapper, input, type, committed: () => wrapper.emitted('commit')?.map(([text]) => text) ?? [] }
}

it('is read one way and typed another', async () => {
  const { input } = field()
  expect(input.element.value).toBe('1,400')
  input.element.focus()
  await flushPromises()
  expect(input.element.value).toBe('1400')
  expect(input.element.selectionEnd).toBe(4)
})

it('saves by Enter, once', async () => {
  const { input, type, committed, wrapper } = field()
  await type('12')
  await input.trigger('keydown', { key: 'Enter' })
  await wrapper.setProps({ value: 12, shown: '12', plain: '12' })
  await flushPromises()
  input.element.blur()
  expect(committed()).toEqual(['12'])
})

it('saves when it is left, and nothing when nothing was typed', async () => {
  const { input, type, committed } = field()
  await type('1400')
  input.element.blur()
  await type(' 12 ')
  input.element.blur()
  expect(committed()).toEqual(['12'])
})

it('takes back by Escape', async () => {
  const { input, type, committed } = field()
  await type('12')
  await input.trigger('keydown', { key: 'Escape' })
  await flushPromises()
  expect(input.element.value).toBe('1400')
  input.element.blur()
  await flushPromises()
  expect([committed(), input.element.value]).toEqual([[], '1,400'])
})

it('keeps what cannot be saved and says what is wrong', async () => {
  const { wrapper, input, type, committed } = field()
  await type('many')
  input.element.blur()
  await flushPromises()
  expect([committed(), input.element.value]).toEqual([[], 'many'])
  expect(wrapper.get('[role=alert]').text()).toBe('A whole number.')
  expect(input.attributes()).toMatchObject({ 'aria-invalid': 'true' })
  await type('12')
  input.element.blur()
  await flushPromises()
  expect(committed()).toEqual(['12'])
  expect(wrapper.find('[role=alert]').exists()).toBe(false)
})

it('keeps what is being typed while the value changes elsewhere', async () => {
  const { wrapper, input, type } = field()
  await type('12')
  await wrapper.setProps({ value: 9, shown: '9', plain: '9' })
  expect(input.element.value).toBe('12')
})

it('saves nothing of its own when it is left untouched after the value changed elsewhere', async () => {
  const { wrapper, input, committed } = field()
  input.element.focus()
  await flushPromises()
  await wrapper.setProps({ value: 9, shown: '9', plain: '9' })
  input.element.blur()
  expect(committed()).toEqual([])
})

it('does not save again, when it is left, what another has changed since', async () => {
  const { wrapper, input, type, committed } = field()
  await type('12')
  await input.trigger('keydown', { key: 'Enter' })
  await wrapper.setProps({ value: 12, shown: '12', plain: '12' })
  await flushPromises()
  await wrapper.setProps({ value: 9, shown: '9', plain: '9' })
  input.element.blur()
  expect(committed()).toEqual(['12'])
})

it('tells with what is saved the value from which the typing began', async () => {
  const { wrapper, input, type } = field()
  await type('12')
  await wrapper.setProps({ value: 9, shown: '9', plain: '9' })
  await input.trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('commit')).toEqual([['12', 1400]])
})

it('follows, selected, a value that changes before anything is typed', async () => {
  const { wrapper, input, type, committed } = field()
  input.element.focus()
  await flushPromises()
  await wrapper.setProps({ value: 9, shown: '9', plain: '9' })
  await flushPromises()
  expect([input.element.value, input.element.selectionStart, input.element.selectionEnd]).toEqual(['9', 0, 1])
  await input.trigger('keydown', { key: 'Enter' })
  expect(committed()).toEqual([])
  await type('12')
  await input.trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('commit')).toEqual([['12', 9]])
})
