import { expect, it } from 'vitest'
import { isOverdue, timeLeft } from './countdown'

const at = (iso: string) => Date.parse(iso)

it('counts days, hours, minutes and seconds', () => {
  expect(timeLeft(at('2026-11-24T12:30:10Z'), at('2026-11-22T10:00:00Z'))).toEqual({
    days: 2,
    hours: 2,
    minutes: 30,
    seconds: 10,
  })
})

it('rounds up, so that it never shows nothing left too early', () => {
  expect(timeLeft(1_500, 1_000)).toMatchObject({ seconds: 1 })
})

it('is over at the moment and after it', () => {
  expect(timeLeft(1_000, 1_000)).toBeUndefined()
  expect(timeLeft(1_000, 5_000)).toBeUndefined()
})

it('of no valid date is none', () => {
  expect(timeLeft(NaN, 0)).toBeUndefined()
})

it('says nothing any more after more than an hour', () => {
  expect(isOverdue(at('2026-11-22T10:00:00Z'), at('2026-11-22T11:00:00Z'))).toBe(false)
  expect(isOverdue(at('2026-11-22T10:00:00Z'), at('2026-11-22T11:00:01Z'))).toBe(true)
})
