import { nextTick, shallowRef } from 'vue'
import { beforeEach, expect, it, vi } from 'vitest'
import { pin, product } from '../../testing'
import { useReorder } from './useReorder'

const onDrop = vi.fn()
const announce = vi.fn()
beforeEach(() => {
  onDrop.mockReset()
  announce.mockReset()
})

const pinned = (...ids: string[]) => ids.map((id, place) => pin(product(id), place))

function list(...ids: string[]) {
  const pins = shallowRef(pinned(...ids))
  const reorder = useReorder(() => pins.value, { onDrop, announce })
  return { ...reorder, pins, order: () => reorder.shown.value.map(({ productId }) => productId).join(' ') }
}

it('lifting, moving and dropping a pin announces each step', () => {
  const { lift, onKey, drop, order } = list('mug', 'vase', 'bowl')
  lift('bowl')
  onKey('ArrowUp')
  expect(order()).toBe('mug bowl vase')
  onKey('Home')
  onKey('ArrowUp')
  expect(order()).toBe('bowl mug vase')
  drop()
  expect(onDrop).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'bowl' }), 0)
  expect(announce.mock.calls).toEqual([
    ['lifted', 'Bowl', 2, 3],
    ['moved', 'Bowl', 1, 3],
    ['moved', 'Bowl', 0, 3],
    ['dropped', 'Bowl', 0, 3],
  ])
})

it('Escape puts a lifted pin back without a command', () => {
  const { lift, onKey, order, lifted } = list('mug', 'vase')
  lift('mug')
  onKey('End')
  expect(order()).toBe('vase mug')
  expect(onKey('Escape')).toBe(true)
  expect(order()).toBe('mug vase')
  expect(lifted.value).toBeUndefined()
  expect(announce).toHaveBeenLastCalledWith('putBack', 'Mug', 0, 2)
  expect(onDrop).not.toHaveBeenCalled()
})

it('dropping a pin where it was sends no command', () => {
  const { lift, drop } = list('mug', 'vase')
  lift('mug')
  drop()
  expect(onDrop).not.toHaveBeenCalled()
})

it('no key is handled while nothing is lifted', () => {
  const { onKey, lift } = list('mug', 'vase')
  expect(['ArrowUp', 'Escape', 'Home'].map(onKey)).toEqual([false, false, false])
  lift('mug')
  expect(onKey('Tab')).toBe(false)
})

it('a lifted pin keeps its place while another admin changes the other pins', async () => {
  const { lift, onKey, order, pins, drop } = list('mug', 'vase', 'bowl')
  lift('mug')
  onKey('End')
  pins.value = pinned('mug', 'bowl')
  await nextTick()
  expect(order()).toBe('bowl mug')
  drop()
  expect(onDrop).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'mug' }), 1)
})

it('a lifted pin is dropped when another admin unpins it', async () => {
  const { lift, pins, lifted, drop } = list('mug', 'vase')
  lift('mug')
  pins.value = pinned('vase')
  await nextTick()
  expect(lifted.value).toBeUndefined()
  expect(announce).toHaveBeenLastCalledWith('gone', 'Mug', 0, 1)
  drop()
  expect(onDrop).not.toHaveBeenCalled()
})
