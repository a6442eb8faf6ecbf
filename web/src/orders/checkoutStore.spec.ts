// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { configureApi } from '../api/client'
import { FakeShop } from '../carts/testing/fakeShop'
import { useCartStore } from '../carts/cartStore'
import { product } from '../testing'
import { useCheckoutStore } from './checkoutStore'
import { loadDraft, saveDraft } from './draft'
import { forgetOrder, recentOrders } from './recentOrders'
import type { CheckoutDetails } from './types'

let shop: FakeShop
const mug = product('mug')
const details: CheckoutDetails = {
  expectedTotal: { amount: 2480, currency: 'EUR' },
  contact: { name: 'Ada Kiln', email: 'ada@example.com' },
  address: { line1: 'Sample Street 1', postalCode: '12345', city: 'Sampletown', country: 'DE' },
}

beforeEach(async () => {
  vi.useFakeTimers()
  localStorage.clear()
  sessionStorage.clear()
  setActivePinia(createPinia())
  shop = new FakeShop([mug])
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
  useCartStore().add(mug)
  await vi.advanceTimersByTimeAsync(60_000)
})
afterEach(() => {
  vi.useRealTimers()
  for (const { id } of recentOrders.value) forgetOrder(id)
})

/** As after a reload: only what the browser stores is left. */
function reload() {
  setActivePinia(createPinia())
  return useCheckoutStore()
}

async function order(store = useCheckoutStore(), given: Partial<CheckoutDetails> = {}) {
  const ordered = store.order({ ...details, ...given })
  await vi.advanceTimersByTimeAsync(60_000)
  await ordered
  return store
}

describe('an order that is placed', () => {
  it('empties the cart at once, though the server takes the lines out later', async () => {
    shop.keepsOrderedLines = true
    const cart = useCartStore()
    const store = await order()
    expect(store.placed?.order.status).toBe('placed')
    expect(cart.lines).toEqual([])
    await cart.load()
    expect(cart.lines).toEqual([])
    cart.add(mug)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(cart.quantityOf('mug')).toBe(2)
  })

  it('lets the same piece be ordered again', async () => {
    const cart = useCartStore()
    await order()
    expect(cart.lines).toEqual([])
    cart.add(mug)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(cart.quantityOf('mug')).toBe(1)
  })

  it('is remembered on this device by id and key, and what was typed is forgotten', async () => {
    saveDraft({ ...loadDraft(), name: 'Ada Kiln' })
    const store = await order()
    const { id, number } = store.placed?.order ?? {}
    expect(recentOrders.value[0]).toEqual({ id, number, key: store.placed?.orderKey })
    expect(loadDraft().name).toBe('')
    expect(JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage })).not.toContain('Ada')
  })
})

describe('a cart is ordered once', () => {
  it('by a double click', async () => {
    const store = useCheckoutStore()
    void store.order(details)
    await order(store)
    expect(shop.orders).toHaveLength(1)
    expect(shop.checkouts).toHaveLength(1)
  })

  it('when the answer is lost', async () => {
    shop.loseResponses = 1
    const store = await order()
    expect(store.placed).toBeDefined()
    expect(shop.orders).toHaveLength(1)
    expect(new Set(shop.checkouts).size).toBe(1)
  })

  it('when the page is loaded anew before the answer', async () => {
    shop.loseResponses = Infinity
    void useCheckoutStore().order(details)
    await vi.advanceTimersByTimeAsync(1)
    shop.loseResponses = 0
    const after = reload()
    void after.resume()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(after.placed).toBeDefined()
    expect(shop.orders).toHaveLength(1)
    expect(new Set(shop.checkouts).size).toBe(1)
  })

  it('when the shop fails for good, and the customer tries again', async () => {
    shop.failsWith = 500
    const store = await order()
    expect(store.problem).toEqual({ kind: 'unknown' })
    shop.failsWith = undefined
    await order(store)
    expect(store.placed).toBeDefined()
    expect(new Set(shop.checkouts).size).toBe(1)
  })

  it('after 503, with the same key and not before Retry-After', async () => {
    shop.failsWith = 503
    shop.retryAfter = 20
    const store = useCheckoutStore()
    void store.order(details)
    await vi.advanceTimersByTimeAsync(19_000)
    expect(shop.checkouts).toHaveLength(1)
    shop.failsWith = undefined
    await vi.advanceTimersByTimeAsync(60_000)
    expect(shop.orders).toHaveLength(1)
    expect(new Set(shop.checkouts).size).toBe(1)
  })
})

describe('a refused order', () => {
  it('shows the cart with its new total, and the next attempt has a new key', async () => {
    shop.setPrice('mug', { amount: 2290, currency: 'EUR' })
    const store = await order()
    expect(store.problem).toEqual({ kind: 'price-changed', before: details.expectedTotal })
    expect(useCartStore().totals).toEqual([{ amount: 2290, currency: 'EUR' }])
    await order(store, { expectedTotal: { amount: 2780, currency: 'EUR' } })
    expect(store.placed).toBeDefined()
    expect(new Set(shop.checkouts).size).toBe(2)
  })

  it('shows the new price though the open stream still shows the old one', async () => {
    const cart = useCartStore()
    cart.follow([mug])
    shop.setPrice('mug', { amount: 2290, currency: 'EUR' })
    await order()
    expect(cart.totals).toEqual([{ amount: 2290, currency: 'EUR' }])
    cart.follow([{ ...mug, price: { amount: 2390, currency: 'EUR' } }])
    expect(cart.totals).toEqual([{ amount: 2390, currency: 'EUR' }])
  })

  it('says what is left of each line when it is out of stock', async () => {
    shop.setStock('mug', 0)
    const store = await order()
    expect(store.problem).toEqual({ kind: 'out-of-stock', lines: [{ itemId: 'mug', quantity: 1, available: 0 }] })
    expect(store.attempt).toBeUndefined()
  })

  it('names the order that the cart has become already', async () => {
    const open = { id: '0f', number: '04HMASW9NF', status: 'reserving' }
    shop.refuseNext(409, 'checkout-open', { current: open })
    const store = await order()
    expect(store.problem).toEqual({ kind: 'checkout-open', order: open })
  })

  it('has the server’s errors by field', async () => {
    shop.refuseNext(400, 'validation', { errors: { 'address.country': ['The shop does not ship there.'] } })
    const store = await order()
    expect(store.problem).toEqual({ kind: 'fields', errors: { country: 'wrong' } })
  })

  it.each(['cart-empty', 'not-sold', 'mixed-currencies', 'too-many-products', 'other'])('as %s ends the attempt', async (slug) => {
    shop.refuseNext(409, slug, {})
    const store = await order()
    expect(store.problem).toEqual({ kind: slug })
    expect(store.attempt).toBeUndefined()
    expect(reload().attempt).toBeUndefined()
  })
})
