// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import QuantityStepper from './QuantityStepper.vue'

function stepper(quantity: number, limits = {}) {
  const wrapper = mount(QuantityStepper, {
    props: { modelValue: quantity, label: 'Quantity', moreLabel: 'More', fewerLabel: 'Fewer', ...limits },
  })
  const [fewer, more] = wrapper.findAll('button')
  if (!fewer || !more) throw new Error('A stepper has two buttons.')
  return { fewer, more, given: () => wrapper.emitted('update:modelValue')?.flat() }
}

it('the quantity stepper steps up and down', async () => {
  const { fewer, more, given } = stepper(3)
  await more.trigger('click')
  await fewer.trigger('click')
  expect(given()).toEqual([4, 3])
})

it('the quantity stepper stops at its limits without losing the focus', async () => {
  const { fewer, more, given } = stepper(2, { min: 2, max: 2 })
  await more.trigger('click')
  await fewer.trigger('click')
  expect(given()).toBeUndefined()
  expect(fewer.attributes()).toMatchObject({ 'aria-disabled': 'true' })
  expect(fewer.attributes('disabled')).toBeUndefined()
})
