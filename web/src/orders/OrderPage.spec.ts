// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { configureApi } from '../api/client'
import { useAnnouncements } from '../ui/announcer'
import { forgetOrder, recentOrders, rememberOrder } from './recentOrders'
import OrderPage from './OrderPage.vue'
import { order, unpaid } from './testing/order'
import type { Order } from './types'

const key = 'f'.repeat(32)
let current: Order
let failsWith: number | 'no-answer' | undefined
let refusal: string
let opened: VueWrapper[] = []
let requests: { url: string; key: string | null }[]

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
  current = order()
  failsWith = undefined
  refusal = 'order-state'
  requests = []
  configureApi({ apiBaseUrl: 'http://shop.test' }, (input) => {
    const request = input as Request
    requests.push({ url: `${request.method} ${request.url}`, key: request.headers.get('order-key') })
    if (failsWith === 'no-answer') return Promise.reject(new TypeError('Failed to fetch'))
    if (failsWith) return Promise.resolve(Response.json({ type: `urn:liveshop:problem:${refusal}` }, { status: failsWith }))
    if (request.url.endsWith('/cancel')) current = { ...current, status: 'cancelled', version: current.version + 1 }
    return Promise.resolve(Response.json(current))
  })
})

afterEach(() => {
  vi.useRealTimers()
  for (const page of opened) page.unmount()
  opened = []
  for (const { id } of recentOrders.value) forgetOrder(id)
})

async function open(hash = `#key=${key}`) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/orders/:orderId', component: OrderPage, props: true }, { path: '/:rest(.*)*', component: { template: '<i />' } }],
  })
  await router.push(`/orders/${current.id}${hash}`)
  const page = mount({ template: '<RouterView />' }, { global: { plugins: [router] }, attachTo: document.body })
  opened.push(page)
  await flushPromises()
  return { page, router }
}

it('an order is shown with its state, lines, totals, VAT and address', async () => {
  const { page } = await open()
  for (const text of ['Your order is placed', 'Order 04HMASW9NF', 'Mug', '€24.80', '19% VAT included', '€3.96', 'Ada Kiln', '12345 Sampletown', 'Germany'])
    expect(page.text()).toContain(text)
})

it('the key is sent as a header and is part of no address that is asked for', async () => {
  await open()
  expect(requests.length).toBeGreaterThan(0)
  for (const request of requests) {
    expect(request.key).toBe(key)
    expect(request.url).not.toContain(key)
  }
})

it('while an order’s page is open no site learns its address', async () => {
  const { router } = await open()
  expect(document.querySelector('meta[name=referrer]')?.getAttribute('content')).toBe('no-referrer')
  await router.push('/')
  await flushPromises()
  expect(document.querySelector('meta[name=referrer]')).toBeNull()
})

it.each([401, 404])('a key that the server answers with %i is said to show no order', async (status) => {
  failsWith = status
  expect((await open()).page.text()).toContain('This order cannot be shown')
})

it('an address without a key asks the server for nothing', async () => {
  expect((await open('')).page.text()).toContain('This order cannot be shown')
  expect(requests).toEqual([])
})

it('an address without a key gets the one that this device remembers', async () => {
  rememberOrder({ id: current.id, number: current.number, key })
  const { page, router } = await open('')
  expect(page.text()).toContain('Your order is placed')
  expect(router.currentRoute.value.hash).toBe(`#key=${key}`)
})

it('an order’s page keeps its key while the checkout of another cart is open', async () => {
  const { page, router } = await open()
  await router.push({ hash: '#order' })
  await flushPromises()
  expect(page.text()).toContain('Your order is placed')
})

it('an order that was shown stays when the connection is lost', async () => {
  const { page } = await open()
  failsWith = 'no-answer'
  dispatchEvent(new Event('online'))
  await flushPromises()
  expect(page.text()).toContain('No connection.')
  expect(page.text()).toContain('Ada Kiln')
})

it('a shop that does not answer is asked again', async () => {
  failsWith = 'no-answer'
  const { page } = await open()
  expect(page.text()).toContain('The shop does not answer')
  failsWith = undefined
  dispatchEvent(new Event('online'))
  await flushPromises()
  expect(page.text()).toContain('Your order is placed')
})

it('an order whose person was erased says so', async () => {
  current = order({ customer: null, erasedAt: '2026-12-01T10:00:00Z' })
  expect((await open()).page.text()).toContain('Name and address were erased on')
})

it('money that goes back is not called nothing to pay', async () => {
  current = order({ status: 'cancelled', payment: { provider: 'manual', status: 'refund-due', url: null } })
  const { page } = await open()
  expect(page.text()).toContain('The shop returns your money.')
  expect(page.text()).not.toContain('Nothing has to be paid.')
})

const button = (page: Awaited<ReturnType<typeof open>>['page'], text: string) =>
  page.findAll('button').find((found) => found.text() === text)

it('an order that awaits its payment can be cancelled', async () => {
  current = order(unpaid)
  const { page } = await open()
  expect(page.get('a.pay').attributes('href')).toBe(unpaid.payment.url)
  expect(page.get('a.pay').text()).toBe('Pay €24.80 now')
  await button(page, 'Cancel the order')?.trigger('click')
  await page.get('dialog .danger').trigger('click')
  await flushPromises()
  expect(page.text()).toContain('Your order was cancelled')
})

it('a placed order cannot be cancelled here', async () => {
  const { page } = await open()
  expect(button(page, 'Cancel the order')).toBeUndefined()
})

it('a cancellation that comes too late says so', async () => {
  current = order({ status: 'awaiting-payment' })
  const { page } = await open()
  await button(page, 'Cancel the order')?.trigger('click')
  failsWith = 409
  await page.get('dialog .danger').trigger('click')
  await flushPromises()
  expect(page.text()).toContain('too late to cancel')
})

it('a cancellation while the payment is on its way says so', async () => {
  current = order(unpaid)
  const { page } = await open()
  await button(page, 'Cancel the order')?.trigger('click')
  failsWith = 409
  refusal = 'payment-processing'
  await page.get('dialog .danger').trigger('click')
  await flushPromises()
  expect(page.text()).toContain('Your payment is on its way')
})

it('how long the pieces are held is counted down, and the way to pay goes when the time is over', async () => {
  vi.useFakeTimers()
  current = order({ ...unpaid, heldUntil: new Date(Date.now() + 872_000).toISOString() })
  const { page } = await open()
  expect(page.get('[role=timer]').text()).toBe('14:32')
  await vi.advanceTimersByTimeAsync(873_000)
  expect(page.text()).toContain('The time to pay is over.')
  expect(page.find('a.pay').exists()).toBe(false)
})

it.each([['done', 'waiting for word of your payment', 'Back to the payment page'], ['left', 'You have not paid yet.', 'Pay €24.80 now']])(
  'back from the payment page as %s, the order’s own state is shown with a word about it', async (arrival, text, link) => {
    vi.useFakeTimers()
    rememberOrder({ id: current.id, number: current.number, key })
    current = order(unpaid)
    const { page, router } = await open(`?payment=${arrival}`)
    expect(page.text()).toContain('Waiting for your payment')
    expect(page.text()).toContain(text)
    expect(page.get('a.pay').text()).toBe(link)
    expect(router.currentRoute.value.fullPath).toBe(`/orders/${current.id}#key=${key}`)
    current = order({ payment: { ...unpaid.payment, status: 'paid', url: null }, version: 3 })
    dispatchEvent(new Event('online'))
    await flushPromises()
    expect(page.text()).toContain('It is paid.')
    expect(useAnnouncements().value.at(-1)?.text).toBe('Your order is placed')
    expect(page.text()).not.toContain(text)
  })

it('an order is read again when the browser’s way back restores its page', async () => {
  const { page } = await open()
  current = order({ status: 'fulfilled', version: 3 })
  dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  await flushPromises()
  expect(page.text()).toContain('Your order is on its way')
})

it('back from the payment page on a device without the key, it is said where the order can be seen', async () => {
  expect((await open('?payment=done')).page.text()).toContain('the device on which you ordered')
})
