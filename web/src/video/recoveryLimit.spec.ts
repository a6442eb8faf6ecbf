import { expect, it } from 'vitest'
import { recoveryLimit } from './recoveryLimit'

it('recoveryLimit allows two recoveries in ten seconds', () => {
  let now = 0
  const limit = recoveryLimit(() => now)
  const allowed = () => limit.mayRecover()
  expect([allowed(), allowed(), allowed()]).toEqual([true, true, false])
  now = 10_000
  expect(allowed()).toBe(true)
})

it('recoveryLimit allows none after four segments in twenty seconds, unless they were played', () => {
  let now = 0
  const limit = recoveryLimit(() => now)
  const fetchSegments = (count: number) => { for (let segment = 0; segment < count; segment++) limit.segmentRequested() }
  fetchSegments(3)
  expect(limit.mayRecover()).toBe(true)
  fetchSegments(1)
  expect([limit.mayFetch(), limit.mayRecover()]).toEqual([false, false])
  limit.played()
  expect([limit.mayFetch(), limit.mayRecover()]).toEqual([true, true])
  fetchSegments(9)
  now = 20_000
  expect(limit.mayRecover()).toBe(true)
})
