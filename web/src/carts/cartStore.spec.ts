// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { configureApi } from '../api/client'
import { product } from '../testing'
import { useCartStore } from './cartStore'
import { FakeShop } from './testing/fakeShop'

let shop: FakeShop
const mug = product('mug')
const vase = product('vase', { price: { amount: 6400, currency: 'USD' } })

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  sessionStorage.clear()
  setActivePinia(createPinia())
  shop = new FakeShop([mug, vase])
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})
afterEach(() => { vi.useRealTimers() })

const settle = () => vi.advanceTimersByTimeAsync(60_000)

describe('adding to the cart', () => {
  it('is shown before the server answers', () => {
    const cart = useCartStore()
    cart.add(mug)
    expect(cart.quantityOf('mug')).toBe(1)
    expect(cart.updating).toBe(true)
  })

  it('ends with the server’s quantities and totals', async () => {
    const cart = useCartStore()
    cart.add(mug)
    cart.add(mug)
    cart.add(vase)
    await settle()
    expect(cart.lines.map(({ productId, quantity }) => [productId, quantity])).toEqual([['mug', 2], ['vase', 1]])
    expect(cart.totals).toEqual([{ amount: 3980, currency: 'EUR' }, { amount: 6400, currency: 'USD' }])
    expect(cart.updating).toBe(false)
  })

  it('is taken back with the number of pieces left when there are too few', async () => {
    shop.setStock('mug', 2)
    const cart = useCartStore()
    cart.add(mug, 3)
    expect(cart.count).toBe(3)
    await settle()
    expect(cart.count).toBe(0)
    expect(cart.refusalFor('mug')).toMatchObject({ reason: 'only-left', available: 2 })
  })

  it('is refused as sold out when nothing is left, until the next attempt', async () => {
    shop.setStock('mug', 0)
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    expect(cart.refusalFor('mug')?.reason).toBe('sold-out')
    cart.add(mug)
    expect(cart.refusalFor('mug')).toBeUndefined()
  })

  it('counts once when a response was lost and the call repeated', async () => {
    shop.loseResponses = 2
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    expect(cart.quantityOf('mug')).toBe(1)
    expect(cart.refusals).toEqual([])
  })

  it.each(['lost', 503, 429] as const)('stays pending while the shop is unavailable (%s), and counts once when it is back', async (away) => {
    const cart = useCartStore()
    cart.add(vase)
    await settle()
    if (away === 'lost') shop.loseResponses = Infinity
    else shop.failsWith = away
    cart.add(mug)
    await vi.advanceTimersByTimeAsync(600_000)
    expect([cart.quantityOf('mug'), cart.updating, cart.refusals]).toEqual([1, true, []])
    shop.loseResponses = 0
    shop.failsWith = undefined
    await settle()
    expect([cart.quantityOf('mug'), cart.updating, cart.refusals]).toEqual([1, false, []])
  })

  it('is retried at once when the browser is online again', async () => {
    shop.loseResponses = Infinity
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    shop.loseResponses = 0
    dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(0)
    expect([cart.quantityOf('mug'), cart.updating]).toEqual([1, false])
  })

  it.each([429, 503])('waits the full Retry-After of a %i', async (status) => {
    shop.failsWith = status
    shop.retryAfter = 30
    const cart = useCartStore()
    cart.add(mug)
    await vi.advanceTimersByTimeAsync(10)
    const asked = shop.calls.length
    dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(29_000)
    expect(shop.calls).toHaveLength(asked)
    shop.failsWith = undefined
    await vi.advanceTimersByTimeAsync(2_000)
    expect([cart.quantityOf('mug'), cart.updating, cart.refusals]).toEqual([1, false, []])
  })

  it('is taken back when the shop keeps failing', async () => {
    shop.failsWith = 500
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    expect(cart.count).toBe(0)
    expect(cart.refusalFor('mug')?.reason).toBe('unreachable')
  })

  it('is refused when the product is no longer sold', async () => {
    const cart = useCartStore()
    cart.add(product('gone'))
    await settle()
    expect(cart.refusalFor('gone')?.reason).toBe('gone')
  })
})

describe('setting a quantity in the cart', () => {
  it('sends only the last of several quantities', async () => {
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    const before = shop.calls.length
    for (const quantity of [2, 3, 4, 5]) cart.setQuantity(mug, quantity)
    expect(cart.quantityOf('mug')).toBe(5)
    await settle()
    expect(cart.quantityOf('mug')).toBe(5)
    expect(shop.calls.length - before).toBe(2)
  })

  it('falls back to the previous quantity when it is refused', async () => {
    shop.setStock('mug', 2)
    const cart = useCartStore()
    cart.add(mug, 2)
    await settle()
    cart.setQuantity(mug, 3)
    await settle()
    expect(cart.quantityOf('mug')).toBe(2)
    expect(cart.refusalFor('mug')).toMatchObject({ reason: 'only-left', available: 2 })
  })

  it('removes the line with a quantity of zero', async () => {
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    cart.setQuantity(mug, 0)
    expect(cart.lines).toEqual([])
    await settle()
    expect(cart.lines).toEqual([])
  })
})

describe('the cart', () => {
  it('is loaded again after a reload', async () => {
    useCartStore().add(mug)
    await settle()
    setActivePinia(createPinia())
    const cart = useCartStore()
    await cart.load()
    expect(cart.quantityOf('mug')).toBe(1)
  })

  it('sends a change that a reload interrupted, which counts once', async () => {
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    shop.loseResponses = Infinity
    cart.add(mug)
    await vi.advanceTimersByTimeAsync(10)
    // The reload comes after the server processed the call and before its response arrives.
    setActivePinia(createPinia())
    shop.loseResponses = 0
    const reloaded = useCartStore()
    expect(reloaded.count).toBe(1)
    await settle()
    expect(reloaded.quantityOf('mug')).toBe(2)
  })

  it('is forgotten after it expired', async () => {
    localStorage.setItem('liveshop.cart', 'expired')
    const cart = useCartStore()
    await cart.load()
    expect(cart.lines).toEqual([])
    expect(localStorage.getItem('liveshop.cart')).toBeNull()
  })

  it('is replaced by a new one when it expired', async () => {
    localStorage.setItem('liveshop.cart', 'expired')
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    expect(cart.quantityOf('mug')).toBe(1)
    expect(localStorage.getItem('liveshop.cart')).not.toBe('expired')
  })

  it('is not forgotten when it cannot be loaded', async () => {
    localStorage.setItem('liveshop.cart', 'cart-1')
    shop.loseResponses = 1
    const cart = useCartStore()
    await cart.load()
    expect(cart.loadFailed).toBe(true)
    expect(localStorage.getItem('liveshop.cart')).toBe('cart-1')
  })
})
