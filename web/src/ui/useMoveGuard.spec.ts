// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, h, ref, useTemplateRef } from 'vue'
import { moveGuardDuration, useMoveGuard, useRowShift } from './useMoveGuard'

const rowHeight = 48
let height: PropertyDescriptor | undefined
let unmount: () => void

beforeEach(() => {
  vi.useFakeTimers()
  height = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetTop')
  // Rows lie below each other in the order of the document; nothing else has a height but what is marked.
  Object.defineProperty(HTMLElement.prototype, 'offsetTop', {
    configurable: true,
    get(this: HTMLElement) {
      if (!this.matches('[data-row]')) return 0
      return [...document.querySelectorAll('[data-row], [data-line]')].findIndex((one) => one === this) * rowHeight
    },
  })
})
afterEach(() => {
  unmount()
  if (height) Object.defineProperty(HTMLElement.prototype, 'offsetTop', height)
  vi.useRealTimers()
})
const pressed: string[] = []

/** A line that may appear above a guarded list, each row of which has a button. */
async function list(...ids: string[]) {
  pressed.length = 0
  const rows = ref(ids)
  const line = ref(false)
  const Line = { setup() { useRowShift(() => line.value); return () => (line.value ? h('p', { 'data-line': '' }) : null) } }
  const List = {
    setup() {
      useMoveGuard(computed(() => element.value), '[data-row]', () => rows.value)
      const element = useTemplateRef<HTMLElement>('list')
      return () => h('ul', { ref: 'list' }, rows.value.map((id) =>
        h('li', { key: id, 'data-row': id }, h('button', { onClick: () => { pressed.push(id) } }))))
    },
  }
  const wrapper = mount(() => [h(Line), h(List)], { attachTo: document.body })
  unmount = wrapper.unmount.bind(wrapper)
  await vi.advanceTimersByTimeAsync(moveGuardDuration)
  const row = (id: string) => wrapper.get<HTMLElement>(`[data-row=${id}]`).element
  const guarded = () => rows.value.filter((id) => row(id).style.pointerEvents === 'none')
  const show = async (...now: string[]) => {
    rows.value = now
    await flushPromises()
  }
  return { guarded, show, line, row, button: (id: string) => row(id).querySelector('button') as HTMLElement }
}

/** What a browser does when Enter is pressed on a button. */
function enter(target: HTMLElement, given: KeyboardEventInit = {}): void {
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...given })
  target.dispatchEvent(event)
  if (!event.defaultPrevented) target.click()
}

describe('rows that moved', () => {
  it('take no pointer for a moment, and the others do', async () => {
    const { guarded, show } = await list('mug', 'vase', 'bowl')
    expect(guarded()).toEqual([])
    await show('mug', 'bowl', 'plate')
    expect(guarded()).toEqual(['bowl', 'plate'])
    await vi.advanceTimersByTimeAsync(moveGuardDuration - 10)
    expect(guarded()).toEqual(['bowl', 'plate'])
    await vi.advanceTimersByTimeAsync(20)
    expect(guarded()).toEqual([])
  })

  it('are guarded too when something above the list moved them', async () => {
    const { guarded, line } = await list('mug', 'vase')
    line.value = true
    await flushPromises()
    expect(guarded()).toEqual(['mug', 'vase'])
  })
})

describe('Enter pressed twice', () => {
  it('acts once when the first press moved the focus to another row', async () => {
    const { show, button } = await list('mug', 'vase')
    enter(button('mug'))
    await show('vase')
    await vi.advanceTimersByTimeAsync(400)
    enter(button('vase'))
    expect(pressed).toEqual(['mug'])
    await vi.advanceTimersByTimeAsync(100)
    enter(button('vase'))
    expect(pressed).toEqual(['mug', 'vase'])
  })

  it('acts twice on the same row, and on a row to which another key moved the focus', async () => {
    const { button } = await list('mug', 'vase')
    enter(button('mug'))
    enter(button('mug'))
    button('mug').dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab', bubbles: true }))
    enter(button('vase'))
    expect(pressed).toEqual(['mug', 'mug', 'vase'])
  })

  it('acts once while it is held down', async () => {
    const { show, button } = await list('mug', 'vase')
    enter(button('mug'))
    await show('vase')
    await vi.advanceTimersByTimeAsync(600)
    enter(button('vase'), { repeat: true })
    expect(pressed).toEqual(['mug'])
  })
})
