// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { h } from 'vue'
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

it('an inline edit shows the formatted value, and the plain value while it has the focus', async () => {
  const { input } = field()
  expect(input.element.value).toBe('1,400')
  input.element.focus()
  await flushPromises()
  expect(input.element.value).toBe('1400')
  expect(input.element.selectionEnd).toBe(4)
})

it('Enter saves an inline edit once', async () => {
  const { input, type, committed, wrapper } = field()
  await type('12')
  await input.trigger('keydown', { key: 'Enter' })
  await wrapper.setProps({ value: 12, shown: '12', plain: '12' })
  await flushPromises()
  input.element.blur()
  expect(committed()).toEqual(['12'])
})

it('the slot of an inline edit is shown once the value is changed, and the edit is saved when the focus leaves both', async () => {
  const wrapper = mount(InlineEdit, {
    props: { label: 'Stock of Mug', value: 4, shown: '4', plain: '4', numeric: 'numeric' as const, check: () => undefined },
    slots: { default: ({ submit }: { submit: () => void }) => h('input', { class: 'why', onKeydown: submit }) },
    attachTo: document.body,
  })
  const input = wrapper.get('input')
  input.element.focus()
  await flushPromises()
  expect(wrapper.find('.why').exists()).toBe(false)
  await input.setValue('3')
  wrapper.get<HTMLInputElement>('.why').element.focus()
  expect(wrapper.emitted('commit')).toBeUndefined()
  wrapper.get<HTMLInputElement>('.why').element.blur()
  expect(wrapper.emitted('commit')).toEqual([['3', 4]])
})

it('blur saves an inline edit, but nothing unless the text was changed', async () => {
  const { input, type, committed } = field()
  await type('1400')
  input.element.blur()
  await type(' 12 ')
  input.element.blur()
  expect(committed()).toEqual(['12'])
})

it('Escape cancels an inline edit', async () => {
  const { input, type, committed } = field()
  await type('12')
  await input.trigger('keydown', { key: 'Escape' })
  await flushPromises()
  expect(input.element.value).toBe('1400')
  input.element.blur()
  await flushPromises()
  expect([committed(), input.element.value]).toEqual([[], '1,400'])
})

it('an invalid inline edit stays with its error', async () => {
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

it('an inline edit keeps the typed text when the value changes', async () => {
  const { wrapper, input, type } = field()
  await type('12')
  await wrapper.setProps({ value: 9, shown: '9', plain: '9' })
  expect(input.element.value).toBe('12')
})

it('blur saves nothing when only the value changed', async () => {
  const { wrapper, input, committed } = field()
  input.element.focus()
  await flushPromises()
  await wrapper.setProps({ value: 9, shown: '9', plain: '9' })
  input.element.blur()
  expect(committed()).toEqual([])
})

it('blur does not save again after another admin changed the saved value', async () => {
  const { wrapper, input, type, committed } = field()
  await type('12')
  await input.trigger('keydown', { key: 'Enter' })
  await wrapper.setProps({ value: 12, shown: '12', plain: '12' })
  await flushPromises()
  await wrapper.setProps({ value: 9, shown: '9', plain: '9' })
  input.element.blur()
  expect(committed()).toEqual(['12'])
})

it('an inline edit emits the value that was seen when the edit began', async () => {
  const { wrapper, input, type } = field()
  await type('12')
  await wrapper.setProps({ value: 9, shown: '9', plain: '9' })
  await input.trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('commit')).toEqual([['12', 1400]])
})

it('an unchanged inline edit follows the value and stays selected', async () => {
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
