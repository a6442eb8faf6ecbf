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

it('recoveryLimit allows none after five segments in twenty seconds', () => {
  let now = 0
  const limit = recoveryLimit(() => now)
  for (let segment = 0; segment < 4; segment++) limit.segmentRequested()
  expect(limit.mayRecover()).toBe(true)
  limit.segmentRequested()
  expect(limit.mayRecover()).toBe(false)
  now = 20_000
  expect(limit.mayRecover()).toBe(true)
})
