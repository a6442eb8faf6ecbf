// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { h, ref } from 'vue'
import type { Money } from '../../api/types'
import PriceField from './PriceField.vue'

const euros = (amount: number) => ({ amount, currency: 'EUR' })

/** A price field whose price follows its own changes, as on the pages. */
function field() {
  const price = ref<Money>(euros(1990))
  const changes: Money[][] = []
  const onChange = (to: Money, seen: Money) => {
    changes.push([to, seen])
    price.value = to
  }
  const wrapper = mount(() => h(PriceField, { price: price.value, label: 'Price of Mug', onChange }), { attachTo: document.body })
  const input = wrapper.get('input')
  const type = async (text: string) => {
    input.element.focus()
    await flushPromises()
    await input.setValue(text)
  }
  return { price, input, type, changes }
}

it('the price field is labelled with its currency and emits minor units', async () => {
  const { input, type, changes } = field()
  expect(input.attributes('aria-label')).toBe('Price of Mug (EUR)')
  await type('17.5')
  input.element.blur()
  expect(changes).toEqual([[euros(1750), euros(1990)]])
})

it('the price field emits the price that was seen when the edit began', async () => {
  const { price, input, type, changes } = field()
  await type('17.5')
  price.value = euros(1500)
  await flushPromises()
  input.element.blur()
  expect(changes).toEqual([[euros(1750), euros(1990)]])
})

it('the price field’s next edit is based on the price just saved', async () => {
  const { input, type, changes } = field()
  for (const text of ['17.5', '16']) {
    await type(text)
    await input.trigger('keydown', { key: 'Enter' })
  }
  expect(changes).toEqual([[euros(1750), euros(1990)], [euros(1600), euros(1750)]])
})

it('the price field emits nothing for the same price in another notation', async () => {
  const { input, type, changes } = field()
  await type('19,9')
  input.element.blur()
  expect(changes).toEqual([])
})
