// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { configureApi } from '../../../api/client'
import type { Order } from '../../../api/types'
import { changed, order, payment } from '../testing/order'
import { useOrder } from './useOrder'

let stored: Order
let calls: string[]
/** Answers the next command in place of the server. */
let next: (() => Response | Promise<Response>) | undefined

const problem = (status: number, slug: string, current?: Order) =>
  Response.json({ type: `urn:liveshop:problem:${slug}`, title: slug, status, current }, { status })

async function answer(input: RequestInfo | URL): Promise<Response> {
  const request = input as Request
  const path = new URL(request.url).pathname.replace('/api/orders', '')
  calls.push(`${request.method} ${path.split('/').at(-1) ?? ''}`)
  if (request.method === 'GET') {
    return request.headers.get('if-none-match') === `"${stored.version}-admin"` ? new Response(null, { status: 304 }) : Response.json(stored)
  }
  const given = next
  next = undefined
  if (given) return given()
  if (request.headers.get('if-match') !== `"${stored.version}"`) return problem(412, 'version-mismatch', stored)
  stored = changed(stored, 'paid', 'ann', { payment: payment('paid') })
  return Promise.resolve(Response.json(stored))
}

beforeEach(() => {
  vi.useFakeTimers()
  stored = order()
  calls = []
  next = undefined
  configureApi({ apiBaseUrl: 'http://shop.test' }, answer)
})
afterEach(() => { vi.useRealTimers() })

async function opened() {
  let used: ReturnType<typeof useOrder> | undefined
  mount(defineComponent({ setup: () => { used = useOrder(stored.id); return () => null } }))
  await flushPromises()
  calls = []
  return used as ReturnType<typeof useOrder>
}

it('a command that is pressed twice is sent once', async () => {
  const { run, order: shown } = await opened()
  const both = [run('pay'), run('pay')]
  expect(await Promise.all(both)).toEqual([true, false])
  expect(calls).toEqual(['POST pay'])
  expect(shown.value?.payment.status).toBe('paid')
})

it('a command on a version that is out of date shows the order as it is, and what others did', async () => {
  const { run, order: shown, failure, meanwhile } = await opened()
  stored = changed(stored, 'cancelled', 'Bob', { status: 'cancelled', payment: payment('none') })
  expect(await run('pay')).toBe(false)
  expect(shown.value?.status).toBe('cancelled')
  expect(failure.value).toMatchObject({ action: 'pay', reason: 'changed' })
  expect(meanwhile.value.map(({ type, by }) => [type, by])).toEqual([['cancelled', 'Bob']])
})

it('after an answer that was lost the order is read again', async () => {
  const { run, order: shown, failure } = await opened()
  next = () => {
    stored = changed(stored, 'paid', 'ann', { payment: payment('paid') })
    throw new TypeError('Failed to fetch')
  }
  expect(await run('pay')).toBe(false)
  expect(calls).toEqual(['POST pay', `GET ${stored.id}`])
  expect([shown.value?.payment.status, failure.value?.reason]).toEqual(['paid', 'no-answer'])
})

it('a refusal keeps its kind', async () => {
  const { run, failure } = await opened()
  next = () => problem(409, 'retention', stored)
  await run('erase')
  expect(failure.value).toMatchObject({ action: 'erase', slug: 'retention' })
})

it('what others do appears without a reload, and an order that is gone from the network stays with its time', async () => {
  const { order: shown, meanwhile, isStale } = await opened()
  stored = changed(stored, 'paid', 'Bob', { payment: payment('paid') })
  await vi.advanceTimersByTimeAsync(5_000)
  expect([shown.value?.payment.status, meanwhile.value.length]).toEqual(['paid', 1])
  configureApi({ apiBaseUrl: 'http://shop.test' }, () => Promise.reject(new TypeError('Failed to fetch')))
  await vi.advanceTimersByTimeAsync(5_000)
  expect([shown.value?.payment.status, isStale.value]).toEqual(['paid', true])
})

it('an order that does not exist is unknown, and one that cannot be read has failed', async () => {
  configureApi({ apiBaseUrl: 'http://shop.test' }, () => Promise.resolve(problem(404, 'not-found')))
  expect((await opened()).problem.value).toBe('unknown')
  configureApi({ apiBaseUrl: 'http://shop.test' }, () => Promise.reject(new TypeError('Failed to fetch')))
  expect((await opened()).problem.value).toBe('failed')
})
