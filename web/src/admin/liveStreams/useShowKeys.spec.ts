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
  const next = shallowRef(product('bowl'))
  const wrapper = mount({
    setup: () => {
      useShowKeys({
        rows: () => pins.value,
        next: () => stream([next.value]).pinnedProducts[0],
        show: (pin) => did.push(pin.productId),
        hideAll: () => did.push('hide all'),
        undo: () => did.push('undo'),
        redo: () => did.push('redo'),
      })
    },
    template: '<input><dialog></dialog>',
  }, { attachTo: document.body })
  const press = (key: string, given: KeyboardEventInit = {}, target: EventTarget = document.body) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...given }))
  return { pins, next, did, press, wrapper }
}

it('the keys show a row, the next product, and hide all', () => {
  const { did, press, wrapper } = page()
  for (const key of ['2', 'n', 'N', 'h', '3', '0', 'x']) press(key)
  expect(did).toEqual(['vase', 'bowl', 'bowl', 'hide all'])
  wrapper.unmount()
  press('1')
  expect(did).toHaveLength(4)
})

it('Ctrl+Z undoes, and Ctrl+Y and Ctrl+Shift+Z redo', () => {
  const { did, press, wrapper } = page()
  press('z', { ctrlKey: true })
  press('y', { ctrlKey: true })
  press('Z', { metaKey: true, shiftKey: true })
  press('z')
  press('z', { ctrlKey: true }, wrapper.find('input').element)
  expect(did).toEqual(['undo', 'redo', 'redo'])
  wrapper.unmount()
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

it('a key is ignored just after what it names has changed, and hide all is not', async () => {
  const { pins, next, did, press, wrapper } = page()
  vi.advanceTimersByTime(1_000)
  pins.value = [...pins.value].reverse()
  await nextTick()
  for (const key of ['1', 'n', 'h']) press(key)
  expect(did).toEqual(['bowl', 'hide all'])
  vi.advanceTimersByTime(500)
  next.value = product('plate')
  await nextTick()
  for (const key of ['1', 'n']) press(key)
  expect(did).toEqual(['bowl', 'hide all', 'vase'])
  wrapper.unmount()
})
