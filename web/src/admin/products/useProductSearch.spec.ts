import { flushPromises } from '@vue/test-utils'
import { effectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { configureApi } from '../../api/client'
import { FakeShop } from '../testing/fakeShop'
import { useProductSearch } from './useProductSearch'

let shop: FakeShop
const scope = effectScope(true)

beforeEach(() => {
  vi.useFakeTimers()
  shop = new FakeShop(['mug', 'vase', 'bowl'])
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})
afterEach(() => { vi.useRealTimers() })

async function searching() {
  const search = scope.run(() => useProductSearch())
  if (!search) throw new Error('The scope is closed.')
  await flushPromises()
  return { ...search, found: () => search.products.value.map(({ id }) => id) }
}

it('the product search starts with all products', async () => {
  const { found, state } = await searching()
  expect(found()).toEqual(['mug', 'vase', 'bowl'])
  expect(state.value).toBe('ready')
})

it('the product search debounces typing', async () => {
  const { query, found } = await searching()
  for (const text of ['v', 'va', 'vas']) query.value = text
  await vi.advanceTimersByTimeAsync(200)
  expect(found()).toEqual(['vase'])
  expect(shop.calls.slice(1)).toEqual(['GET /products?limit=50&search=vas'])
})

it('settled resolves when the products match the current query', async () => {
  const { query, found, settled } = await searching()
  query.value = 'bowl'
  await settled()
  expect(found()).toEqual(['bowl'])
})

it('filters of the stock and of pins are sent together with the query, and search at once', async () => {
  const { query, stock, pinned, settled } = await searching()
  query.value = 'mug'
  stock.value = 'low'
  pinned.value = 'hidden'
  await settled()
  expect(shop.calls.at(-1)).toBe('GET /products?limit=50&search=mug&stock=low&pinned=hidden')
})

it('the product search ignores an older answer', async () => {
  const { query, found, settled, search } = await searching()
  const release = shop.hold()
  query.value = 'mug'
  const older = search()
  release()
  query.value = 'vase'
  await Promise.all([older, settled()])
  expect(found()).toEqual(['vase'])
})

it('the product search reports a failure and can be repeated', async () => {
  shop.refuseNext(503, 'unavailable')
  const { state, search, found } = await searching()
  expect(state.value).toBe('failed')
  await search()
  expect([state.value, found().length]).toEqual(['ready', 3])
})

it('the next page is appended to the products', async () => {
  let asked = 0
  configureApi({ apiBaseUrl: 'http://shop.test' }, () => {
    const [id, continuationToken] = asked++ ? ['vase', null] : ['mug', 'next']
    return Promise.resolve(Response.json({ items: [shop.products.get(id ?? '')], continuationToken }))
  })
  const { hasMore, more, found } = await searching()
  expect(hasMore.value).toBe(true)
  await more()
  expect([found(), hasMore.value]).toEqual([['mug', 'vase'], false])
})

it('reading the products again keeps all pages shown, and an older answer does not undo a newer product', async () => {
  const stored = [...shop.products.values()]
  configureApi({ apiBaseUrl: 'http://shop.test' }, (request) => {
    const place = Number(new URL((request as Request).url).searchParams.get('continuationToken'))
    const continuationToken = place + 1 < stored.length ? String(place + 1) : null
    return Promise.resolve(Response.json({ items: [stored[place]], continuationToken }))
  })
  const { products, more, found, hasMore, refresh, replace } = await searching()
  await more()
  const [mug, vase] = products.value
  if (!mug || !vase) throw new Error('Two products should have been found.')
  replace({ ...mug, stock: 3, version: 2 })
  stored[1] = { ...vase, stock: 1, version: 2 }
  await refresh()
  expect(found()).toEqual(['mug', 'vase'])
  expect(products.value.map(({ stock }) => stock)).toEqual([3, 1])
  expect(hasMore.value).toBe(true)
})

it('a failed background read leaves the products as they are', async () => {
  const { refresh, found, state } = await searching()
  shop.loseNext()
  await refresh()
  expect([found(), state.value]).toEqual([['mug', 'vase', 'bowl'], 'ready'])
})

it('a product that was restored from a backup is shown after two answers with its lower version', async () => {
  const { products, refresh, replace, search } = await searching()
  const mug = shop.products.get('mug')
  if (!mug) throw new Error('There should be a mug.')
  shop.products.set('mug', { ...mug, stock: 2, version: 9 })
  await search()
  shop.products.set('mug', { ...mug, stock: 7, version: 4 })
  const stock = () => products.value.find(({ id }) => id === 'mug')?.stock
  await refresh()
  expect(stock()).toBe(2)
  await vi.advanceTimersByTimeAsync(2_600)
  expect(stock()).toBe(7)
  // The answer to an edit of the restored product, whose row showed a higher version.
  shop.products.set('mug', { ...mug, stock: 1, version: 2 })
  replace({ ...mug, stock: 1, version: 2 })
  expect(stock()).toBe(7)
  await vi.advanceTimersByTimeAsync(5_200)
  expect(stock()).toBe(1)
  const calls = shop.calls.length
  await vi.advanceTimersByTimeAsync(60_000)
  expect(shop.calls).toHaveLength(calls)
})

it('a product is not taken back for one late answer', async () => {
  const { products, refresh, replace } = await searching()
  const mug = shop.products.get('mug')
  if (!mug) throw new Error('There should be a mug.')
  replace({ ...mug, stock: 3, version: 2 })
  await refresh()
  shop.products.set('mug', { ...mug, stock: 3, version: 2 })
  await vi.advanceTimersByTimeAsync(2_600)
  expect(products.value.find(({ id }) => id === 'mug')?.stock).toBe(3)
})
