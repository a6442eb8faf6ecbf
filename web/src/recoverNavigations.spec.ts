// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { recoverNavigations, type Browser } from './recoverNavigations'

const page = { template: '<p>page</p>' }
let online: () => void = () => undefined
let reachable: boolean
let reloads: string[]
const browser: Browser = {
  isReachable: () => Promise.resolve(reachable),
  reloadOnce(href) {
    if (reloads.includes(href)) return false
    reloads.push(href)
    return true
  },
  onOnline(handler) {
    online = handler
    return () => undefined
  },
}

beforeEach(() => {
  vi.useFakeTimers()
  reachable = true
  reloads = []
})
afterEach(() => { vi.useRealTimers() })

/** A router whose admin page is loaded by a function that the test gives. */
function routerWith(load: () => Promise<typeof page>) {
  vi.spyOn(console, 'warn').mockReturnValue()
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/', component: page }, { path: '/admin', component: load }],
  })
  return { router, ...recoverNavigations(router, browser) }
}

const missing = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))
const go = (router: ReturnType<typeof routerWith>['router'], path: string) => router.push(path).catch(() => undefined)

it('a page whose scripts cannot be loaded while offline is loaded when the browser is online again', async () => {
  reachable = false
  const load = vi.fn<() => Promise<typeof page>>(missing)
  const { router, failed } = routerWith(load)
  await go(router, '/admin')
  await flushPromises()
  expect(failed.value).toBe(true)
  expect(load).toHaveBeenCalledTimes(1)

  reachable = true
  load.mockResolvedValue(page)
  online()
  await flushPromises()
  expect(failed.value).toBe(false)
  expect(router.currentRoute.value.path).toBe('/admin')
  expect(reloads).toEqual([])
})

it('a page whose scripts cannot be loaded is tried again at once when asked to', async () => {
  reachable = false
  const load = vi.fn<() => Promise<typeof page>>(missing)
  const { router, failed, retry } = routerWith(load)
  await go(router, '/admin')
  await flushPromises()
  reachable = true
  load.mockResolvedValue(page)
  retry()
  await flushPromises()
  expect([failed.value, router.currentRoute.value.path]).toEqual([false, '/admin'])
})

it('a page whose scripts cannot be loaded is tried again after a while', async () => {
  reachable = false
  const load = vi.fn<() => Promise<typeof page>>(missing)
  const { router } = routerWith(load)
  await go(router, '/admin')
  await flushPromises()
  reachable = true
  load.mockResolvedValue(page)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(router.currentRoute.value.path).toBe('/admin')
})

it('a page whose scripts are gone although the server answers is loaded anew, and only once', async () => {
  const load = vi.fn<() => Promise<typeof page>>(missing)
  const { router, failed } = routerWith(load)
  await go(router, '/admin')
  await flushPromises()
  expect(reloads).toEqual(['/admin'])

  // The page that was loaded anew meets the same.
  const again = routerWith(load)
  await go(again.router, '/admin')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(reloads).toEqual(['/admin'])
  expect([failed.value, again.failed.value]).toEqual([true, true])
})

it('a failed page is not loaded any more once another page was opened', async () => {
  reachable = false
  const load = vi.fn<() => Promise<typeof page>>(missing)
  const { router, failed } = routerWith(load)
  await go(router, '/admin')
  await flushPromises()
  await go(router, '/')
  reachable = true
  await vi.advanceTimersByTimeAsync(60_000)
  expect([failed.value, router.currentRoute.value.path, load.mock.calls.length]).toEqual([false, '/', 1])
})
