// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { configureApi } from '../../../api/client'
import type { Order } from '../../../api/types'
import { order } from '../testing/order'
import { useOrderList } from './useOrderList'

let stored: Order[]
let asked: string[]
const made = (n: number, given: Partial<Order> = {}) => order({ id: `${n}`, createdAt: `2026-12-01T17:0${n}:00Z`, ...given })

beforeEach(() => {
  vi.useFakeTimers()
  stored = [made(2), made(1)]
  asked = []
  configureApi({ apiBaseUrl: 'http://shop.test' }, (input) => {
    const { searchParams } = new URL((input as Request).url)
    searchParams.delete('limit')
    asked.push(searchParams.toString())
    const items = stored.filter(({ status }) => !searchParams.has('status') || status === searchParams.get('status'))
    return Promise.resolve(Response.json({ items, continuationToken: null }))
  })
})
afterEach(() => { vi.useRealTimers() })

async function opened(path = '/orders') {
  const arrivals: number[] = []
  let used: ReturnType<typeof useOrderList> | undefined
  const list = { setup: () => { used = useOrderList((count) => arrivals.push(count)); return () => null } }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/orders', name: 'orders', component: list }, { path: '/orders/:orderId', component: { render: () => null } }],
  })
  await router.push(path)
  mount(RouterView, { global: { plugins: [router] } })
  await flushPromises()
  return { router, arrivals, list: () => used as ReturnType<typeof useOrderList> }
}

it('orders that come in are marked and told, and those that were there are not', async () => {
  const { list, arrivals } = await opened()
  stored = [made(3), ...stored]
  await vi.advanceTimersByTimeAsync(8_000)
  expect([[...list().arrived.value], arrivals]).toEqual([['3'], [1]])
  expect(list().items.value.map(({ id }) => id)).toEqual(['3', '2', '1'])
})

it('an older order that comes into the list by its state is not told as new', async () => {
  const { list, arrivals } = await opened('/orders?status=placed')
  stored = [made(2), made(1), made(0)]
  await vi.advanceTimersByTimeAsync(8_000)
  expect([list().items.value.length, arrivals]).toEqual([3, []])
})

it('filters are in the address, and the list follows it', async () => {
  const { list, router } = await opened()
  await list().setFilters({ status: 'fulfilled' })
  await flushPromises()
  expect([router.currentRoute.value.fullPath, list().items.value.length]).toEqual(['/orders?status=fulfilled', 0])
  expect(asked.at(-1)).toBe('status=fulfilled')
})

it('a search waits until the typing pauses, and Enter does not wait', async () => {
  const { list } = await opened()
  list().search.value = '7K'
  await vi.advanceTimersByTimeAsync(100)
  expect(asked).toHaveLength(1)
  await list().applySearch()
  expect(asked.slice(1)).toEqual(['search=7K'])
})

it('going back shows the list as it was left, without the mark of the order that was opened', async () => {
  const { list, router } = await opened('/orders?status=placed')
  stored = [made(4), made(3), ...stored]
  await vi.advanceTimersByTimeAsync(8_000)
  list().choose(['3'], true)
  await router.push('/orders/4')
  await router.push('/orders?status=placed')
  expect([[...list().arrived.value], [...list().chosen.value], list().state.value]).toEqual([['3'], ['3'], 'ready'])
  expect(list().items.value.map(({ id }) => id)).toEqual(['4', '3', '2', '1'])
})
