// @vitest-environment happy-dom
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
import { useSessionStore } from '../session/sessionStore'
import { useAdminLiveStreamStore } from './adminLiveStreamStore'
import { pin, setActive, unpin } from './commands'
import { orderOf, withoutPin, withPin, withPinActive } from './pins'
import { changePrice, changeStock } from './productCommands'

// The test sets the public state in place of the hub.
const { hub } = vi.hoisted(() => ({ hub: { onState: (() => undefined) as (state: unknown) => void } }))
vi.mock('../../realtime', () => ({
  watch: (_baseUrl: string, _id: string, handlers: typeof hub) => {
    hub.onState = handlers.onState
    return { applyServerState: () => undefined, stop: () => undefined }
  },
}))

let shop: FakeShop

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  shop = new FakeShop(['mug', 'vase', 'bowl'], ['mug', 'vase'], { version: 5 })
  shop.at = new Date().toISOString()
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

it('the admin store includes hidden pins', async () => {
  shop.stream = withPinActive(shop.stream, 'vase', false)
  const { order, customers } = await opened()
  expect(order()).toEqual(['mug', 'vase'])
  expect(customers.pins.map((pin) => pin.productId)).toEqual(['mug'])
})

it('the admin store reads the stream when customers have a newer version, and names who changed it', async () => {
  const { push, order, toasts } = await opened()
  shop.pinAs('Bob', 'bowl')
  await push()
  expect(order()).toEqual(['mug', 'vase', 'bowl'])
  expect(toasts()).toEqual(['Bob pinned Bowl'])
  expect(shop.calls).toEqual(['GET /livestreams/demo', expect.stringContaining('GET /livestreams/demo/changes')])
})

it('the admin store reports a change only once it shows it', async () => {
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

it('the admin store tells this admin’s own change with a way back, and does not read the stream for it', async () => {
  const { admin, push, toasts } = await opened()
  await admin.run(setActive(product('vase'), false))
  await push()
  expect(toasts()).toEqual(['You hid Vase'])
  expect(admin.toasts[0]?.direction).toBe('undo')
  expect(shop.calls.filter((call) => call === 'GET /livestreams/demo')).toEqual([])
})

it('the admin store waits for the answer to its own command before it reads', async () => {
  const { admin, push, toasts } = await opened()
  const release = shop.hold()
  const answered = admin.run(setActive(product('vase'), false))
  await push({ ...publicState(shop.stream), version: 6 })
  release()
  await answered
  await flushPromises()
  expect(toasts()).toEqual(['You hid Vase'])
  expect(shop.calls.filter((call) => call === 'GET /livestreams/demo')).toEqual([])
})

it('the admin store reports another admin’s new price with both prices, and not this admin’s own', async () => {
  const { push, toasts } = await opened()
  useSessionStore().subject = 'ann'
  shop.change('mug', { price: { amount: 1400, currency: 'EUR' } }, 'Bob')
  shop.change('vase', { stock: 2 }, 'ann')
  await push()
  expect(toasts()).toEqual(['Bob changed the price of Mug from €19.90 to €14.00'])
})

it('the admin store reports that a product left the shop, but no card that the shop itself refreshed', async () => {
  const { push, toasts } = await opened()
  shop.change('mug', { stock: 2 }, 'system')
  shop.as('system', 'product-unpinned', (stream) => withoutPin(stream, 'vase'), 'vase')
  await push()
  expect(toasts()).toEqual(['Vase left the shop and so the stream'])
})

it('the admin store retries a failed read until it has the customers’ version', async () => {
  const { push, order } = await opened()
  shop.loseNext()
  shop.pinAs('Bob', 'bowl')
  await push()
  expect(order()).toEqual(['mug', 'vase'])
  await vi.advanceTimersByTimeAsync(2_100)
  expect(order()).toEqual(['mug', 'vase', 'bowl'])
})

it('the admin store reads again after a reconnect, because the hub does not tell of hidden pins', async () => {
  const { customers, order } = await opened()
  shop.as('Bob', 'product-pinned', (stream) => withPinActive(withPin(stream, shop.card('bowl')), 'bowl', false), 'bowl')
  customers.connection = 'live'
  await flushPromises()
  expect(order()).toEqual(['mug', 'vase', 'bowl'])
})

it('the admin store explains a refused command and reads the stream', async () => {
  const { admin, order, toasts } = await opened()
  shop.as('Bob', 'product-unpinned', (stream) => withoutPin(stream, 'vase'), 'vase')
  await admin.run(setActive(product('vase'), false))
  await flushPromises()
  expect(order()).toEqual(['mug'])
  expect(toasts()).toEqual(['Vase was not hidden: it is no longer pinned.', 'Bob unpinned Vase'])
})

it('own changes are undone one after the other, and redone', async () => {
  const { admin, order, toasts } = await opened()
  await admin.run(unpin(product('mug')))
  await flushPromises()
  await admin.run(pin(product('bowl'), 0))
  await flushPromises()
  expect([order(), toasts()]).toEqual([['bowl', 'vase'], ['You pinned Bowl']])
  admin.toasts[0]?.undo?.()
  await flushPromises()
  expect([order(), admin.toasts[0]?.direction]).toEqual([['vase'], 'redo'])
  await admin.undoLast()
  await flushPromises()
  expect(order()).toEqual(['mug', 'vase'])
  await admin.redoLast()
  await flushPromises()
  await admin.redoLast()
  await flushPromises()
  expect(order()).toEqual(['bowl', 'vase'])
  await admin.redoLast()
  await admin.undoLast()
  await flushPromises()
  expect(order()).toEqual(['vase'])
  expect(orderOf(shop.stream)).toEqual(['vase'])
  await admin.run(pin(product('mug')))
  await flushPromises()
  await admin.redoLast()
  expect(order()).toEqual(['vase', 'mug'])
})

it('an own price is undone by the price before, and own stock by the opposite correction', async () => {
  const { admin, toasts } = await opened()
  await admin.run(changePrice(product('mug'), { amount: 1400, currency: 'EUR' }, { amount: 1990, currency: 'EUR' }))
  expect(toasts()).toEqual(['You changed the price of Mug from €19.90 to €14.00'])
  await admin.undoLast()
  expect(shop.products.get('mug')?.price.amount).toBe(1990)
  const seen = shop.products.get('vase')?.stock ?? 0
  await admin.run(changeStock(product('vase'), seen - 2, seen, () => undefined))
  shop.change('vase', { stock: seen - 3 }, 'customer')
  await admin.undoLast()
  expect(shop.products.get('vase')?.stock).toBe(seen - 1)
  await admin.redoLast()
  expect(shop.products.get('vase')?.stock).toBe(seen - 3)
})

it('an undo that a later change stands against says which', async () => {
  const { admin, push, toasts } = await opened()
  await admin.run(setActive(product('vase'), false))
  shop.as('Bob', 'product-unpinned', (stream) => withoutPin(stream, 'vase'), 'vase')
  await push()
  shop.refuseNext(409, 'overtaken', { version: shop.stream.version })
  await admin.undoLast()
  expect(toasts()).toContain('Not undone, because of a later change: Bob unpinned Vase')
})

it('toasts disappear after a while', async () => {
  const { admin, toasts } = await opened()
  await admin.run(unpin(product('mug')))
  await vi.advanceTimersByTimeAsync(10_100)
  expect(toasts()).toEqual([])
})

it('a closed stream leaves nothing behind, and changes made until it is opened again are not reported', async () => {
  const { admin, toasts } = await opened()
  admin.close()
  expect(admin.shown).toBeUndefined()
  shop.pinAs('Bob', 'bowl')
  const again = await opened()
  expect(again.order()).toEqual(['mug', 'vase', 'bowl'])
  expect(toasts()).toEqual([])
})

it('the admin store shows a stream that was restored from a backup as soon as the customers’ page has recognised it', async () => {
  const backup = shop.stream
  const { admin, push, order, toasts } = await opened()
  hub.onState(publicState(shop.stream))
  for (let change = 0; change < 4; change++) shop.pinAs('Bob', change % 2 ? 'mug' : 'bowl')
  await push()
  expect([order(), admin.confirmed?.version]).toEqual([['mug', 'vase', 'bowl'], 9])
  shop.stream = { ...backup, version: 4 }
  shop.changes.length = 0
  hub.onState(publicState(shop.stream))
  await flushPromises()
  expect([order(), admin.confirmed?.version]).toEqual([['mug', 'vase'], 4])
  shop.pinAs('Eve', 'bowl')
  hub.onState(publicState(shop.stream))
  await flushPromises()
  expect(order()).toEqual(['mug', 'vase', 'bowl'])
  expect(toasts().at(-1)).toBe('Eve pinned Bowl')
})

it('the admin store takes a lower version that the API confirms twice, when only the admin had seen a higher one', async () => {
  const backup = shop.stream
  const { admin, customers, order } = await opened()
  customers.connection = 'live'
  await admin.run(setActive(product('vase'), false))
  shop.stream = { ...withoutPin(backup, 'mug'), version: 5 }
  await vi.advanceTimersByTimeAsync(2_600)
  expect([order(), admin.confirmed?.version]).toEqual([['mug', 'vase'], 6])
  await vi.advanceTimersByTimeAsync(2_600)
  expect([order(), admin.confirmed?.version]).toEqual([['vase'], 5])
})

it('a command after a restored backup is answered with a lower version, and shown after it was confirmed', async () => {
  const backup = shop.stream
  const { admin, order } = await opened()
  for (let change = 0; change < 4; change++) await admin.run(setActive(product('vase'), change % 2 === 1))
  shop.stream = { ...backup, version: 3 }
  await admin.run(unpin(product('mug')))
  await vi.advanceTimersByTimeAsync(5_500)
  expect([order(), admin.confirmed?.version]).toEqual([['vase'], 4])
})

it('the admin store does not go back for an answer that is only late', async () => {
  const { admin, push, order } = await opened()
  const late = shop.stream
  shop.pinAs('Bob', 'bowl')
  await push()
  admin.applyServerState(late)
  await vi.advanceTimersByTimeAsync(20_000)
  expect([order(), admin.confirmed?.version]).toEqual([['mug', 'vase', 'bowl'], 6])
})
