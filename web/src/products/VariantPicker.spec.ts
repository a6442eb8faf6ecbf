// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setLanguage } from '../i18n'
import { variant } from '../testing'
import VariantPicker from './VariantPicker.vue'

const options = [{ name: 'Colour', values: ['Oat', 'Ink'] }, { name: 'Size', values: ['S', 'M'] }]
const variants = [
  variant(['Oat', 'S'], { stock: 0 }),
  variant(['Oat', 'M']),
  variant(['Ink', 'S'], { stock: null }),
  variant(['Ink', 'M'], { stock: 0 }),
]

beforeEach(() => { sessionStorage.clear() })
const mounted: { unmount: () => void }[] = []

afterEach(async () => {
  for (const picker of mounted.splice(0)) picker.unmount()
  await setLanguage('en')
})

function pick() {
  const picker = mount(VariantPicker, { props: { options, variants }, attachTo: document.body })
  mounted.push(picker)
  return picker
}
type Picker = ReturnType<typeof pick>
function chip(picker: Picker, value: string) {
  const found = picker.findAll('button').find((button) => button.text() === value)
  if (!found) throw new Error(`There is no chip ${value}.`)
  return found
}
const lastChosen = (picker: Picker) => (picker.emitted<[{ id: string } | undefined]>('chosen') ?? []).at(-1)?.[0]?.id

it('one tap of each option chooses a variant', async () => {
  const picker = pick()
  await chip(picker, 'Oat').trigger('click')
  expect(lastChosen(picker)).toBeUndefined()
  await chip(picker, 'M').trigger('click')
  expect(lastChosen(picker)).toBe('oat-m')
  await chip(picker, 'Ink').trigger('click')
  expect(lastChosen(picker)).toBe('ink-m')
})

it('the options are named groups of buttons that say which is pressed', async () => {
  const picker = pick()
  expect(picker.findAll('fieldset > legend').map((legend) => legend.text())).toEqual(['Colour', 'Size'])
  expect(picker.findAll('button').every((button) => button.attributes('type') === 'button')).toBe(true)
  await chip(picker, 'Ink').trigger('click')
  expect(picker.findAll('button').map((button) => button.attributes('aria-pressed'))).toEqual(['false', 'true', 'false', 'false'])
})

it('values that are sold out in the chosen combination are struck and named so', async () => {
  const picker = pick()
  expect(picker.findAll('.out')).toEqual([])
  await chip(picker, 'Oat').trigger('click')
  expect(picker.findAll('.out').map((button) => button.attributes('aria-label'))).toEqual(['S: Sold out'])
})

it('a value that is sold out can still have the focus and be tapped', async () => {
  const picker = pick()
  await chip(picker, 'Oat').trigger('click')
  const small = chip(picker, 'S')
  expect(small.attributes('disabled')).toBeUndefined()
  small.element.focus()
  expect(document.activeElement).toBe(small.element)
  await small.trigger('click')
  expect(lastChosen(picker)).toBe('oat-s')
})

it('a value whose stock is not counted is never struck', async () => {
  const picker = pick()
  await chip(picker, 'Ink').trigger('click')
  expect(chip(picker, 'S').classes()).not.toContain('out')
})

it('sold-out values are named in German', async () => {
  await setLanguage('de')
  const picker = pick()
  await chip(picker, 'Oat').trigger('click')
  expect(chip(picker, 'S').attributes('aria-label')).toBe('S: Ausverkauft')
})

it('the last choice of each option is chosen when the picker opens again', async () => {
  const first = pick()
  await chip(first, 'Oat').trigger('click')
  await chip(first, 'M').trigger('click')
  mounted.pop()?.unmount()
  expect(lastChosen(pick())).toBe('oat-m')
})

it('the chosen variant follows a change of its stock', async () => {
  const picker = pick()
  await chip(picker, 'Oat').trigger('click')
  await chip(picker, 'M').trigger('click')
  await picker.setProps({ variants: [variant(['Oat', 'M'], { stock: 0 })] })
  expect(picker.emitted<[{ stock: number }]>('chosen')?.at(-1)?.[0].stock).toBe(0)
  expect(chip(picker, 'M').classes()).toContain('out')
})

it('the focus goes to the first option without a choice', async () => {
  const picker = pick()
  await chip(picker, 'Oat').trigger('click')
  picker.vm.focusOpenOption()
  expect(document.activeElement).toBe(chip(picker, 'S').element)
})
