import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { momentOf, momentsOf, occurrenceOf } from './localTime'

const inZone = (zone: string) => {
  beforeEach(() => { vi.stubEnv('TZ', zone) })
  afterEach(() => { vi.unstubAllEnvs() })
}
const isos = (field: string) => momentsOf(field)?.map((moment) => moment.toISOString())

describe.each([
  ['Europe/Berlin', '2027-03-28T02:30', '2027-10-31T02:30', ['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']],
  ['America/New_York', '2027-03-14T02:30', '2027-11-07T01:30', ['2027-11-07T05:30:00.000Z', '2027-11-07T06:30:00.000Z']],
  ['Australia/Lord_Howe', '2027-10-03T02:15', '2027-04-04T01:45', ['2027-04-03T14:45:00.000Z', '2027-04-03T15:15:00.000Z']],
])('in %s', (zone, skipped, repeated, moments) => {
  inZone(zone)

  it('a skipped time has no moment', () => { expect(isos(skipped)).toEqual([]) })
  it('a repeated time has two moments, the earlier one first', () => { expect(isos(repeated)).toEqual(moments) })
  it('any other time has one moment', () => {
    expect(isos('2027-01-15T18:30')).toEqual([new Date(2027, 0, 15, 18, 30).toISOString()])
  })
  it('a repeated moment is kept apart from the other one', () => {
    expect(moments.map((moment) => occurrenceOf(moment))).toEqual(['first', 'second'])
    expect(momentOf(repeated, 'second')?.toISOString()).toBe(moments[1])
  })
})

it('a text that is no date and time has no moments at all', () => {
  expect(momentsOf('soon')).toBeUndefined()
})
