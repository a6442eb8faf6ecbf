import { beforeEach, expect, it, vi } from 'vitest'
import { configureApi } from '../../api/client'
import { product } from '../../testing'
import { FakeShop } from '../testing/fakeShop'
import { move, pin, setActive, unpin } from './commands'
import { changePrice, changeStock } from './productCommands'
import { useCommandQueue } from './commandQueue'
import { EditConflictError } from '../retryOnConflict'
import { orderOf, pinOf, withoutPin, withPinActive, withPinMoved } from './pins'

let shop: FakeShop
const refused = vi.fn()
const [mug, vase, bowl] = [product('mug'), product('vase'), product('bowl')]

function admin() {
  const queue = useCommandQueue(refused)
  queue.applyServerState(shop.stream)
  const shown = () => {
    if (!queue.shown.value) throw new Error('No stream is open.')
    return queue.shown.value
  }
  return { ...queue, order: () => orderOf(shown()), pinned: (id: string) => pinOf(shown(), id) }
}

beforeEach(() => {
  refused.mockReset()
  shop = new FakeShop(['mug', 'vase', 'bowl', 'plate'], ['mug', 'vase', 'bowl'])
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})

it('a command is shown at once and stays after it is accepted', async () => {
  const queue = admin()
  const answered = queue.run(pin(product('plate'), 0))
  expect(queue.order()).toEqual(['plate', 'mug', 'vase', 'bowl'])
  await answered
  expect(queue.pending.value).toEqual([])
  expect(queue.confirmed.value).toEqual(shop.stream)
  expect(queue.ownVersions).toContain(shop.stream.version)
})

it('a refused command is taken back and the others stay', async () => {
  const queue = admin()
  shop.refuseNext(409, 'pin-limit', { current: shop.stream })
  const answers = [queue.run(pin(product('plate'))), queue.run(setActive(vase, false))]
  expect(queue.order()).toEqual(['mug', 'vase', 'bowl', 'plate'])
  await Promise.all(answers)
  expect(queue.order()).toEqual(['mug', 'vase', 'bowl'])
  expect(queue.pinned('vase')?.isActive).toBe(false)
  expect(refused).toHaveBeenCalledOnce()
})

it('a command without a response is taken back', async () => {
  const queue = admin()
  shop.loseNext()
  await queue.run(unpin(mug))
  expect(queue.order()).toEqual(['mug', 'vase', 'bowl'])
  expect(refused).toHaveBeenCalledOnce()
})

it('commands are sent one at a time, each based on the result of the previous one', async () => {
  const queue = admin()
  void queue.run(move(bowl, 0))
  await queue.run(move(vase, 0))
  expect(shop.calls).toEqual(['PUT /livestreams/demo/pinned-products/order', 'PUT /livestreams/demo/pinned-products/order'])
  expect(orderOf(shop.stream)).toEqual(['vase', 'bowl', 'mug'])
  expect(queue.order()).toEqual(['vase', 'bowl', 'mug'])
})

it('another admin’s change appears below a pending command', async () => {
  const queue = admin()
  const release = shop.hold()
  const answered = queue.run(setActive(mug, false))
  shop.as('Bob', 'product-unpinned', (stream) => withoutPin(stream, 'vase'), 'vase')
  queue.applyServerState(shop.stream)
  expect(queue.order()).toEqual(['mug', 'bowl'])
  expect(queue.pinned('mug')?.isActive).toBe(false)
  release()
  await answered
  expect(queue.order()).toEqual(['mug', 'bowl'])
})

it('a move that contradicts another admin’s order is taken back and the current order shown', async () => {
  const queue = admin()
  shop.as('Bob', 'products-reordered', (stream) => withPinMoved(stream, 'bowl', 0))
  await queue.run(move(vase, 0))
  expect(refused).toHaveBeenCalledOnce()
  expect(orderOf(shop.stream)).toEqual(['bowl', 'mug', 'vase'])
  expect(queue.order()).toEqual(['bowl', 'mug', 'vase'])
})

it('a move is retried on a newer version with the same order', async () => {
  const queue = admin()
  shop.as('Bob', 'product-hidden', (stream) => withPinActive(stream, 'mug', false), 'mug')
  await queue.run(move(vase, 0))
  expect(refused).not.toHaveBeenCalled()
  expect(queue.order()).toEqual(['vase', 'mug', 'bowl'])
  expect(queue.pinned('mug')?.isActive).toBe(false)
})

it('an older version is ignored', () => {
  const queue = admin()
  const old = shop.stream
  shop.pinAs('Bob', 'plate')
  queue.applyServerState(shop.stream)
  queue.applyServerState(old)
  expect(queue.order()).toEqual(['mug', 'vase', 'bowl', 'plate'])
})

it('a new price is shown before the change feed delivers it', async () => {
  const queue = admin()
  const price = { amount: 1750, currency: 'EUR' }
  const version = shop.stream.version
  await queue.run(changePrice(mug, price, mug.price))
  expect(shop.products.get('mug')?.price).toEqual(price)
  expect(queue.pinned('mug')?.product.price).toEqual(price)
  expect(queue.confirmed.value?.version).toBe(version)
})

it('a stock edit is refused when somebody else has just set another stock', async () => {
  const queue = admin()
  shop.change('mug', { stock: 2 })
  await queue.run(changeStock(mug, 20, 14, () => undefined))
  expect(refused).toHaveBeenCalledOnce()
  expect(shop.products.get('mug')?.stock).toBe(2)
  expect(queue.pinned('mug')?.product.availability).toBe('in-stock')
})

it('a stock edit is refused when another stock arrived while it was typed', async () => {
  const queue = admin()
  shop.change('mug', { stock: 2 })
  queue.applyServerState(shop.stream)
  expect(queue.pinned('mug')?.product.stock).toBe(2)
  await queue.run(changeStock(mug, 20, 14, () => undefined))
  expect(refused.mock.lastCall?.[1]).toBeInstanceOf(EditConflictError)
  expect(shop.products.get('mug')?.stock).toBe(2)
})

it('a closed stream ignores answers to its pending commands', async () => {
  const queue = admin()
  const release = shop.hold()
  const answered = queue.run(unpin(mug))
  queue.reset()
  release()
  await answered
  expect(queue.confirmed.value).toBeUndefined()
  expect(refused).not.toHaveBeenCalled()
})

it('an accepted price stays when an older state of the stream arrives before the product’s change does', async () => {
  const queue = admin()
  const before = shop.stream
  await queue.run(changePrice(mug, { amount: 1750, currency: 'EUR' }, mug.price))
  queue.applyServerState({ ...withPinActive(before, 'vase', false), version: before.version + 1 })
  expect([queue.pinned('mug')?.product.price.amount, queue.pinned('vase')?.isActive]).toEqual([1750, false])
  queue.applyServerState({ ...shop.stream, version: before.version + 2 })
  expect(queue.pinned('mug')?.product.price.amount).toBe(1750)
})

it('another admin’s later price replaces an accepted one', async () => {
  const queue = admin()
  await queue.run(changePrice(mug, { amount: 1750, currency: 'EUR' }, mug.price))
  shop.change('mug', { price: { amount: 1500, currency: 'EUR' } })
  queue.applyServerState(shop.stream)
  expect(queue.pinned('mug')?.product.price.amount).toBe(1500)
})

it('an unpinned row stays away while states without the unpin arrive, and returns when it is refused', async () => {
  const queue = admin()
  const before = shop.stream
  const release = shop.hold()
  shop.refuseNext(503, 'unavailable')
  const answered = queue.run(unpin(mug))
  queue.applyServerState({ ...withPinActive(before, 'vase', false), version: before.version + 1 })
  expect(queue.order()).toEqual(['vase', 'bowl'])
  queue.applyServerState(before)
  expect(queue.order()).toEqual(['vase', 'bowl'])
  release()
  await answered
  expect(queue.order()).toEqual(['mug', 'vase', 'bowl'])
  expect(refused).toHaveBeenCalledOnce()
})
