// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import type { PinnedProduct } from '../../api/types'
import { product, stream } from '../../testing'
import { useShowKeys } from './useShowKeys'

beforeEach(() => { vi.useFakeTimers({ toFake: ['performance'] }) })
afterEach(() => { vi.useRealTimers() })

function page() {
  const pins = shallowRef<readonly PinnedProduct[]>(stream([product('mug'), product('vase')]).pinnedProducts)
  const did: string[] = []
  const wrapper = mount({
    setup: () => {
      useShowKeys(() => pins.value, {
        row: (pin) => did.push(pin.productId), next: () => did.push('next'), hideAll: () => did.push('hide all'),
      })
    },
    template: '<input><dialog></dialog>',
  }, { attachTo: document.body })
  const press = (key: string, given: KeyboardEventInit = {}, target: EventTarget = document.body) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...given }))
  return { pins, did, press, wrapper }
}

it('the keys show a row, the next product, and hide all', () => {
  const { did, press, wrapper } = page()
  for (const key of ['2', 'n', 'N', 'h', '3', '0', 'x']) press(key)
  expect(did).toEqual(['vase', 'next', 'next', 'hide all'])
  wrapper.unmount()
  press('1')
  expect(did).toHaveLength(4)
})

it('the keys do nothing while something is typed, with a modifier, when held down, or beside an open dialog', () => {
  const { did, press, wrapper } = page()
  press('1', {}, wrapper.find('input').element)
  press('n', { ctrlKey: true })
  press('h', { metaKey: true })
  press('h', { repeat: true })
  wrapper.find('dialog').element.setAttribute('open', '')
  press('1')
  expect(did).toEqual([])
  wrapper.unmount()
})

it('keys that name a row are ignored just after the rows have moved, and hide all is not', async () => {
  const { pins, did, press, wrapper } = page()
  vi.advanceTimersByTime(1_000)
  pins.value = [...pins.value].reverse()
  await nextTick()
  for (const key of ['1', 'n', 'h']) press(key)
  expect(did).toEqual(['hide all'])
  vi.advanceTimersByTime(500)
  press('1')
  expect(did).toEqual(['hide all', 'vase'])
  wrapper.unmount()
})
