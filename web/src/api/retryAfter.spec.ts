import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { retryAfter } from './retryAfter'

beforeEach(() => { vi.useFakeTimers({ now: new Date('2026-11-22T10:00:00Z') }) })
afterEach(() => { vi.useRealTimers() })

it.each([
  ['3', 3_000],
  ['0', 0],
  [' 20 ', 20_000],
  ['Sun, 22 Nov 2026 10:00:05 GMT', 5_000],
  ['Sun, 22 Nov 2026 09:59:00 GMT', 0],
  ['86400', 60_000],
  ['soon', undefined],
  ['', undefined],
])('Retry-After "%s" is %s ms', (asked, pause) => {
  expect(retryAfter(new Response(null, { headers: { 'retry-after': asked } }))).toBe(pause)
})

it('a response without Retry-After has no delay', () => {
  expect(retryAfter(new Response())).toBeUndefined()
})
