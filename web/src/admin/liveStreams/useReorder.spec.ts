import { nextTick, shallowRef } from 'vue'
import { beforeEach, expect, it, vi } from 'vitest'
import { pin, product } from '../../testing'
import { useReorder } from './useReorder'

const drop = vi.fn()
const say = vi.fn()
beforeEach(() => {
  drop.mockReset()
  say.mockReset()
})

const pinned = (...ids: string[]) => ids.map((id, place) => pin(product(id), place))

function list(...ids: string[]) {
  const pins = shallowRef(pinned(...ids))
  const reorder = useReorder(() => pins.value, { drop, say })
  return { ...reorder, pins, order: () => reorder.shown.value.map(({ productId }) => productId).join(' ') }
}

it('lifts, moves and drops, and says each step', () => {
  const { lift, onKey, putDown, order } = list('mug', 'vase', 'bowl')
  lift('bowl')
  onKey('ArrowUp')
  expect(order()).toBe('mug bowl vase')
  onKey('Home')
  onKey('ArrowUp')
  expect(order()).toBe('bowl mug vase')
  putDown()
  expect(drop).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'bowl' }), 0)
  expect(say.mock.calls).toEqual([
    ['lifted', 'Bowl', 2, 3],
    ['moved', 'Bowl', 1, 3],
    ['moved', 'Bowl', 0, 3],
    ['dropped', 'Bowl', 0, 3],
  ])
})

it('puts back on Escape, and sends nothing', () => {
  const { lift, onKey, order, lifted } = list('mug', 'vase')
  lift('mug')
  onKey('End')
  expect(order()).toBe('vase mug')
  expect(onKey('Escape')).toBe(true)
  expect(order()).toBe('mug vase')
  expect(lifted.value).toBeUndefined()
  expect(say).toHaveBeenLastCalledWith('putBack', 'Mug', 0, 2)
  expect(drop).not.toHaveBeenCalled()
})

it('sends nothing for a drop where it was', () => {
  const { lift, putDown } = list('mug', 'vase')
  lift('mug')
  putDown()
  expect(drop).not.toHaveBeenCalled()
})

it('leaves all keys alone while nothing is lifted', () => {
  const { onKey, lift } = list('mug', 'vase')
  expect(['ArrowUp', 'Escape', 'Home'].map(onKey)).toEqual([false, false, false])
  lift('mug')
  expect(onKey('Tab')).toBe(false)
})

it('keeps what is in hand where it is while another admin changes the rest', async () => {
  const { lift, onKey, order, pins, putDown } = list('mug', 'vase', 'bowl')
  lift('mug')
  onKey('End')
  pins.value = pinned('mug', 'bowl')
  await nextTick()
  expect(order()).toBe('bowl mug')
  putDown()
  expect(drop).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'mug' }), 1)
})

it('lets go of what another admin unpinned', async () => {
  const { lift, pins, lifted, putDown } = list('mug', 'vase')
  lift('mug')
  pins.value = pinned('vase')
  await nextTick()
  expect(lifted.value).toBeUndefined()
  expect(say).toHaveBeenLastCalledWith('gone', 'Mug', 0, 1)
  putDown()
  expect(drop).not.toHaveBeenCalled()
})
