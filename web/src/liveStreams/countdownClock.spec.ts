import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApi } from '../api/client'
import { observeServerTime, serverNow } from '../api/serverClock'
import { isOverdue, timeLeft } from './countdown'

const minute = 60_000
const serverTime = Date.parse('2026-12-01T17:20:00Z')
const show = Date.parse('2026-12-01T18:00:00Z')

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => {
  observeServerTime(Date.now(), Date.now(), Date.now(), 0)
  vi.useRealTimers()
})

const answerAt = (date: number, headers: Record<string, string> = {}) => () =>
  Promise.resolve(Response.json({ items: [] }, { headers: { date: new Date(date).toUTCString(), ...headers } }))

it.each([
  ['40 minutes fast', 40 * minute],
  ['40 minutes slow', -40 * minute],
  ['five hours fast', 300 * minute],
  ['three days slow', -4_320 * minute],
  ['right', 0],
])('the countdown is right within a second with a device’s clock that is %s', async (_name, error) => {
  vi.setSystemTime(serverTime + error)
  await createApi('http://shop.test', answerAt(serverTime)).GET('/livestreams')
  expect(Math.abs(serverNow() - serverTime)).toBeLessThanOrEqual(1_000)
  const left = timeLeft(show, serverNow())
  expect((left?.hours ?? 0) * 60 + (left?.minutes ?? 0) + (left?.seconds ?? 0) / 60).toBeCloseTo(40, 1)
  expect(isOverdue(show, serverNow())).toBe(false)
})

it('a device’s clock that is right within the second of the Date header is not corrected', async () => {
  vi.setSystemTime(serverTime + 400)
  await createApi('http://shop.test', answerAt(serverTime)).GET('/livestreams')
  expect(serverNow()).toBe(serverTime + 400)
})

it('a device’s clock that is set right while the page is open is followed at the next answer', async () => {
  vi.setSystemTime(serverTime + 40 * minute)
  await createApi('http://shop.test', answerAt(serverTime)).GET('/livestreams')
  vi.setSystemTime(serverTime + 10_000)
  await createApi('http://shop.test', answerAt(serverTime + 10_000)).GET('/livestreams')
  expect(Math.abs(serverNow() - serverTime - 10_000)).toBeLessThanOrEqual(1_000)
})

it('the Date of an answer from a shared cache is corrected by its Age', async () => {
  vi.setSystemTime(serverTime)
  await createApi('http://shop.test', answerAt(serverTime - 50_000, { age: '50' })).GET('/livestreams')
  expect(Math.abs(serverNow() - serverTime)).toBeLessThanOrEqual(1_000)
})

it('an answer without a Date changes nothing', async () => {
  vi.setSystemTime(serverTime)
  await createApi('http://shop.test', () => Promise.resolve(Response.json({}))).GET('/livestreams')
  expect(serverNow()).toBe(serverTime)
})

it('a countdown over the end of daylight saving time counts real hours', () => {
  // In Berlin the clocks go back from 03:00 to 02:00 on 2026-10-25.
  expect(timeLeft(Date.parse('2026-10-25T03:30:00+01:00'), Date.parse('2026-10-25T01:30:00+02:00'))).toMatchObject({ hours: 3, minutes: 0 })
})

it('the API is never answered from the browser’s cache without asking the server', async () => {
  const requests: Request[] = []
  await createApi('http://shop.test', (input) => {
    requests.push(input as Request)
    return Promise.resolve(Response.json({ items: [] }))
  }).GET('/livestreams')
  expect(requests[0]?.cache).toBe('no-cache')
})
