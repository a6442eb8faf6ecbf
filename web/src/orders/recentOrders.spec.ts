// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { forgetOrder, keyIn, orderAddress, recentOrders, rememberOrder } from './recentOrders'

const order = (id: string) => ({ id, number: `N${id}`, key: `key-${id}` })
const ids = () => recentOrders.value.map(({ id }) => id)

afterEach(() => {
  for (const { id } of recentOrders.value) forgetOrder(id)
  localStorage.clear()
})

it('the last three orders are remembered, newest first, each once', () => {
  for (const id of ['a', 'b', 'c', 'b', 'd']) rememberOrder(order(id))
  expect(ids()).toEqual(['d', 'b', 'c'])
  expect(JSON.parse(localStorage.getItem('liveshop.orders') ?? '')).toHaveLength(3)
})

it('a forgotten order leaves nothing behind', () => {
  rememberOrder(order('a'))
  forgetOrder('a')
  expect(ids()).toEqual([])
  expect(localStorage.getItem('liveshop.orders')).toBeNull()
})

it('an order that another tab placed is remembered in this one', () => {
  localStorage.setItem('liveshop.orders', JSON.stringify([order('a')]))
  dispatchEvent(new StorageEvent('storage', { key: 'liveshop.orders' }))
  expect(ids()).toEqual(['a'])
})

it('the key stands in the fragment of an order’s address, and nowhere else', () => {
  const address = new URL(orderAddress(order('a')), 'https://shop.example')
  expect(keyIn(address.hash)).toBe('key-a')
  expect(address.pathname + address.search).not.toContain('key')
  expect(keyIn('')).toBeUndefined()
  expect(keyIn('#order')).toBeUndefined()
})
