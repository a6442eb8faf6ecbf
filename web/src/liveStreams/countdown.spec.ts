import { expect, it } from 'vitest'
import { isOverdue, timeLeft } from './countdown'

const at = (iso: string) => Date.parse(iso)

it('timeLeft counts days, hours, minutes and seconds', () => {
  expect(timeLeft(at('2026-11-24T12:30:10Z'), at('2026-11-22T10:00:00Z'))).toEqual({
    days: 2,
    hours: 2,
    minutes: 30,
    seconds: 10,
  })
})

it('timeLeft rounds up to whole seconds', () => {
  expect(timeLeft(1_500, 1_000)).toMatchObject({ seconds: 1 })
})

it('timeLeft is undefined at the date and after it', () => {
  expect(timeLeft(1_000, 1_000)).toBeUndefined()
  expect(timeLeft(1_000, 5_000)).toBeUndefined()
})

it('timeLeft of an invalid date is undefined', () => {
  expect(timeLeft(NaN, 0)).toBeUndefined()
})

it('isOverdue is true more than an hour after the date', () => {
  expect(isOverdue(at('2026-11-22T10:00:00Z'), at('2026-11-22T11:00:00Z'))).toBe(false)
  expect(isOverdue(at('2026-11-22T10:00:00Z'), at('2026-11-22T11:00:01Z'))).toBe(true)
})
