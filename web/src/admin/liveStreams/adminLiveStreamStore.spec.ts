import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { configureApi } from '../../api/client'
import type { LiveStreamState } from '../../api/types'
import { useLiveStreamStore } from '../../liveStreams/liveStreamStore'
import { publicState } from '../../liveStreams/publicState'
import { product } from '../../testing'
import english from '../i18n/en'
import { FakeShop } from '../testing/fakeShop'
import { useAdminLiveStreamStore } from './adminLiveStreamStore'
import { setActive } from './commands'
import { orderOf, withoutPin, withPin, withPinActive } from './pins'

// What customers see is told by the test, as the hub would.
vi.mock('../../realtime', () => ({ watch: () => ({ applyServerState: () => undefined, stop: () => undefined }) }))

let shop: FakeShop

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  shop = new FakeShop(['mug', 'vase', 'bowl'], ['mug', 'vase'], { version: 5 })
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})
afterEach(() => { vi.useRealTimers() })

async function opened() {
  const admin = useAdminLiveStreamStore()
  const customers = useLiveStreamStore()
  admin.open('demo')
  await flushPromises()
  const push = async (state: LiveStreamState = publicState(shop.stream)) => {
    customers.state = state
    await flushPromises()
  }
  await push()
  shop.calls = []
  const order = () => (admin.shown ? orderOf(admin.shown) : [])
  const toasts = () => admin.toasts.map((toast) => toast.text(english))
  return { admin, customers, push, order, toasts }
}

it('shows hidden pins, too', async () => {
  shop.stream = withPinActive(shop.stream, 'vase', false)
  const { order, customers } = await opened()
  expect(order()).toEqual(['mug', 'vase'])
  expect(customers.pins.map((pin) => pin.productId)).toEqual(['mug'])
})

it('reads the stream when customers have seen a newer one, and says whose change it was', async () => {
  const { push, order, toasts } = await opened()
  shop.pinAs('Bob', 'bowl')
  await push()
  expect(order()).toEqual(['mug', 'vase', 'bowl'])
  expect(toasts()).toEqual(['Bob pinned Bowl'])
  expect(shop.calls).toEqual(['GET /livestreams/demo', expect.stringContaining('GET /livestreams/demo/changes')])
})

it('tells of a change when it shows it, not before', async () => {
  const { admin, push, toasts } = await opened()
  shop.as('Bob', 'product-hidden', (stream) => withPinActive(stream, 'mug', false), 'mug')
  const seen = shop.stream
  shop.pinAs('Bob', 'bowl')
  admin.applyServerState(seen)
  await flushPromises()
  expect(toasts()).toEqual(['Bob hid Mug'])
  await push()
  expect(toasts()).toEqual(['Bob hid Mug', 'Bob pinned Bowl'])
})

it('says nothing of what this admin did, nor reads what it knows', async () => {
  const { admin, push, toasts } = await opened()
  await admin.run(setActive(product('vase'), false))
  await push()
  expect(toasts()).toEqual([])
  expect(shop.calls.filter((call) => call === 'GET /livestreams/demo')).toEqual([])
})

it('waits for its own answer before it asks', async () => {
  const { admin, push, toasts } = await opened()
  const release = shop.hold()
  const answered = admin.run(setActive(product('vase'), false))
  await push({ ...publicState(shop.stream), version: 6 })
  release()
  await answered
  await flushPromises()
  expect(toasts()).toEqual([])
  expect(shop.calls.filter((call) => call === 'GET /livestreams/demo')).toEqual([])
})

it('says that a product left the shop, but not each new price', async () => {
  const { push, toasts } = await opened()
  shop.change('mug', { stock: 2 })
  shop.as('system', 'product-unpinned', (stream) => withoutPin(stream, 'vase'), 'vase')
  await push()
  expect(toasts()).toEqual(['Vase left the shop and so the stream'])
})

it('reads again until it has what customers have', async () => {
  const { push, order } = await opened()
  shop.loseNext()
  shop.pinAs('Bob', 'bowl')
  await push()
  expect(order()).toEqual(['mug', 'vase'])
  await vi.advanceTimersByTimeAsync(2_100)
  expect(order()).toEqual(['mug', 'vase', 'bowl'])
})

it('reads again when the connection is back: hidden pins are told to nobody', async () => {
  const { customers, order } = await opened()
  shop.as('Bob', 'product-pinned', (stream) => withPinActive(withPin(stream, shop.card('bowl')), 'bowl', false), 'bowl')
  customers.connection = 'live'
  await flushPromises()
  expect(order()).toEqual(['mug', 'vase', 'bowl'])
})

it('says why a command was refused, and looks how things are', async () => {
  const { admin, order, toasts } = await opened()
  shop.as('Bob', 'product-unpinned', (stream) => withoutPin(stream, 'vase'), 'vase')
  await admin.run(setActive(product('vase'), false))
  await flushPromises()
  expect(order()).toEqual(['mug'])
  expect(toasts()).toEqual(['Vase was not hidden: it is no longer pinned.', 'Bob unpinned Vase'])
})

it('unpins without a question, and can undo it', async () => {
  const { admin, order, toasts } = await opened()
  await admin.unpinWithUndo('mug')
  expect(order()).toEqual(['vase'])
  expect(toasts()).toEqual(['Mug unpinned.'])
  admin.toasts[0]?.undo?.()
  expect(order()).toEqual(['mug', 'vase'])
  await flushPromises()
  expect(orderOf(shop.stream)).toEqual(['mug', 'vase'])
})

it('offers no undo for a hidden pin, which would show it', async () => {
  shop.stream = withPinActive(shop.stream, 'mug', false)
  const { admin } = await opened()
  await admin.unpinWithUndo('mug')
  expect(admin.toasts.map((toast) => toast.undo)).toEqual([undefined])
})

it('lets toasts go after a while', async () => {
  const { admin, toasts } = await opened()
  await admin.unpinWithUndo('mug')
  await vi.advanceTimersByTimeAsync(10_100)
  expect(toasts()).toEqual([])
})

it('keeps nothing of a stream that is left, and what happened meanwhile is no news', async () => {
  const { admin, toasts } = await opened()
  admin.close()
  expect(admin.shown).toBeUndefined()
  shop.pinAs('Bob', 'bowl')
  const again = await opened()
  expect(again.order()).toEqual(['mug', 'vase', 'bowl'])
  expect(toasts()).toEqual([])
})
