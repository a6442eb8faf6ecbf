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
  it('shows before the server has answered', () => {
    const cart = useCartStore()
    cart.add(mug)
    expect(cart.quantityOf('mug')).toBe(1)
    expect(cart.updating).toBe(true)
  })

  it('is the server’s word in the end, with its totals', async () => {
    const cart = useCartStore()
    cart.add(mug)
    cart.add(mug)
    cart.add(vase)
    await settle()
    expect(cart.lines.map(({ productId, quantity }) => [productId, quantity])).toEqual([['mug', 2], ['vase', 1]])
    expect(cart.totals).toEqual([{ amount: 3980, currency: 'EUR' }, { amount: 6400, currency: 'USD' }])
    expect(cart.updating).toBe(false)
  })

  it('is taken back when there are fewer left, and says how many', async () => {
    shop.setStock('mug', 2)
    const cart = useCartStore()
    cart.add(mug, 3)
    expect(cart.count).toBe(3)
    await settle()
    expect(cart.count).toBe(0)
    expect(cart.refusalFor('mug')).toMatchObject({ reason: 'only-left', available: 2 })
  })

  it('says sold out when nothing is left, and forgets that with the next try', async () => {
    shop.setStock('mug', 0)
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    expect(cart.refusalFor('mug')?.reason).toBe('sold-out')
    cart.add(mug)
    expect(cart.refusalFor('mug')).toBeUndefined()
  })

  it('counts once although the answer was lost and the call repeated', async () => {
    shop.loseResponses = 2
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    expect(cart.quantityOf('mug')).toBe(1)
    expect(cart.refusals).toEqual([])
  })

  it.each(['lost', 503, 429] as const)('is kept while the shop is away (%s), however long, and counts once when it is back', async (away) => {
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

  it('is tried at once when the browser is online again', async () => {
    shop.loseResponses = Infinity
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    shop.loseResponses = 0
    dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(0)
    expect([cart.quantityOf('mug'), cart.updating]).toEqual([1, false])
  })

  it.each([429, 503])('leaves a shop that answers %i alone for as long as it asks, and then tries again', async (status) => {
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

  it('is taken back when the shop answers, but fails again and again', async () => {
    shop.failsWith = 500
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    expect(cart.count).toBe(0)
    expect(cart.refusalFor('mug')?.reason).toBe('unreachable')
  })

  it('of a product that is no longer sold says so', async () => {
    const cart = useCartStore()
    cart.add(product('gone'))
    await settle()
    expect(cart.refusalFor('gone')?.reason).toBe('gone')
  })
})

describe('a quantity', () => {
  it('is sent once although it was stepped many times', async () => {
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

  it('falls back to the one before when refused', async () => {
    shop.setStock('mug', 2)
    const cart = useCartStore()
    cart.add(mug, 2)
    await settle()
    cart.setQuantity(mug, 3)
    await settle()
    expect(cart.quantityOf('mug')).toBe(2)
    expect(cart.refusalFor('mug')).toMatchObject({ reason: 'only-left', available: 2 })
  })

  it('of nothing removes the line', async () => {
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    cart.setQuantity(mug, 0)
    expect(cart.lines).toEqual([])
    await settle()
    expect(cart.lines).toEqual([])
  })
})

describe('a cart', () => {
  it('is there again after a reload', async () => {
    useCartStore().add(mug)
    await settle()
    setActivePinia(createPinia())
    const cart = useCartStore()
    await cart.load()
    expect(cart.quantityOf('mug')).toBe(1)
  })

  it('finishes what a reload interrupted, and counts it once', async () => {
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    shop.loseResponses = Infinity
    cart.add(mug)
    await vi.advanceTimersByTimeAsync(10)
    // The page goes; the server has had the call, but its answer was lost.
    setActivePinia(createPinia())
    shop.loseResponses = 0
    const reloaded = useCartStore()
    expect(reloaded.count).toBe(1)
    await settle()
    expect(reloaded.quantityOf('mug')).toBe(2)
  })

  it('that has expired is forgotten', async () => {
    localStorage.setItem('liveshop.cart', 'expired')
    const cart = useCartStore()
    await cart.load()
    expect(cart.lines).toEqual([])
    expect(localStorage.getItem('liveshop.cart')).toBeNull()
  })

  it('that expired meanwhile is replaced by a new one', async () => {
    localStorage.setItem('liveshop.cart', 'expired')
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    expect(cart.quantityOf('mug')).toBe(1)
    expect(localStorage.getItem('liveshop.cart')).not.toBe('expired')
  })

  it('that cannot be loaded says so and is not forgotten', async () => {
    localStorage.setItem('liveshop.cart', 'cart-1')
    shop.loseResponses = 1
    const cart = useCartStore()
    await cart.load()
    expect(cart.loadFailed).toBe(true)
    expect(localStorage.getItem('liveshop.cart')).toBe('cart-1')
  })
})
