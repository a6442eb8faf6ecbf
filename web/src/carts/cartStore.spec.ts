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

describe('the cart while a stream is open', () => {
  it('shows the stream’s prices, and totals of what can be bought', async () => {
    const cart = useCartStore()
    cart.add(mug, 2)
    cart.add(vase)
    await settle()
    cart.follow([product('mug', { price: { amount: 1490, currency: 'EUR' } }), { ...vase, availability: 'sold-out' as const }])
    expect(cart.totals).toEqual([{ amount: 2980, currency: 'EUR' }])
    cart.follow([product('mug', { stock: 1 })])
    expect(cart.totals).toEqual([{ amount: 6400, currency: 'USD' }])
    expect(cart.count).toBe(3)
  })

  it('reads a product again that leaves the stream', async () => {
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    cart.follow([product('mug', { stock: 3 })])
    shop.setStock('mug', 0)
    cart.follow([])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(cart.lines[0]?.product?.availability).toBe('sold-out')
    expect(cart.totals).toEqual([])
  })

  it('keeps saying how many are left of a product of which the card tells only that they are many', async () => {
    const cart = useCartStore()
    cart.add(mug)
    await settle()
    shop.refuseNext(409, 'out-of-stock', { available: 30 })
    cart.setQuantity(mug, 40)
    await settle()
    cart.follow([mug])
    expect(cart.refusalFor('mug')).toMatchObject({ reason: 'only-left', available: 30 })
  })

  it('never says that some are left of a product that is sold out', async () => {
    shop.setStock('mug', 3)
    const cart = useCartStore()
    cart.add(mug, 4)
    await settle()
    expect(cart.refusalFor('mug')).toMatchObject({ reason: 'only-left', available: 3 })
    cart.follow([product('mug', { stock: 2 })])
    expect(cart.refusalFor('mug')).toMatchObject({ reason: 'only-left', available: 2 })
    cart.follow([product('mug', { stock: 0 })])
    expect(cart.refusalFor('mug')).toMatchObject({ reason: 'sold-out', available: 0 })
    cart.follow([product('mug', { stock: 5 })])
    expect(cart.refusalFor('mug')).toBeUndefined()
  })
})

describe('two tabs that add at the same time', () => {
  const tabs = () => {
    const both = [useCartStore(createPinia()), useCartStore(createPinia())]
    return both as [ReturnType<typeof useCartStore>, ReturnType<typeof useCartStore>]
  }
  const created = () => shop.calls.filter((call) => call === 'POST /api/carts').length

  it.each(['with', 'without'])('use one cart %s Web Locks', async (locks) => {
    vi.stubGlobal('navigator', { ...navigator, locks: locks === 'with' ? oneAtATime() : undefined })
    const [one, other] = tabs()
    one.add(mug)
    other.add(vase)
    await settle()
    await one.load()
    await other.load()
    expect([one.lines, other.lines].map((lines) => lines.map((line) => line.productId).sort())).toEqual([['mug', 'vase'], ['mug', 'vase']])
    if (locks === 'with') expect(created()).toBe(1)
    vi.unstubAllGlobals()
  })

  it('use one new cart when theirs has expired', async () => {
    localStorage.setItem('liveshop.cart', 'expired')
    vi.stubGlobal('navigator', { ...navigator, locks: oneAtATime() })
    const [one, other] = tabs()
    one.add(mug)
    other.add(vase)
    await settle()
    await one.load()
    expect(one.lines.map((line) => line.productId).sort()).toEqual(['mug', 'vase'])
    expect(created()).toBe(1)
    vi.unstubAllGlobals()
  })
})

/** Web Locks with one name. */
function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve()
  return {
    request: <T>(_name: string, run: () => Promise<T>): Promise<T> => {
      const result = last.then(run)
      last = result
      return result
    },
  }
}

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
