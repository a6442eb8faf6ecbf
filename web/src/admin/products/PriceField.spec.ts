// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { h, ref } from 'vue'
import type { Money } from '../../api/types'
import PriceField from './PriceField.vue'

const euros = (amount: number) => ({ amount, currency: 'EUR' })

/** A price that shows its change at once, as the pages do. */
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

it('names its currency, and gives the price in minor units', async () => {
  const { input, type, changes } = field()
  expect(input.attributes('aria-label')).toBe('Price of Mug (EUR)')
  await type('17.5')
  input.element.blur()
  expect(changes).toEqual([[euros(1750), euros(1990)]])
})

it('knows the price that was seen when the typing began, whatever it has become', async () => {
  const { price, input, type, changes } = field()
  await type('17.5')
  price.value = euros(1500)
  await flushPromises()
  input.element.blur()
  expect(changes).toEqual([[euros(1750), euros(1990)]])
})

it('takes what it has just saved for what is changed next', async () => {
  const { input, type, changes } = field()
  for (const text of ['17.5', '16']) {
    await type(text)
    await input.trigger('keydown', { key: 'Enter' })
  }
  expect(changes).toEqual([[euros(1750), euros(1990)], [euros(1600), euros(1750)]])
})

it('changes nothing for the same price written otherwise', async () => {
  const { input, type, changes } = field()
  await type('19,9')
  input.element.blur()
  expect(changes).toEqual([])
})
