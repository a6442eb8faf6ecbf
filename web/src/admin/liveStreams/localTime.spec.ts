import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { momentOf, momentsOf, occurrenceOf, toDateField } from './localTime'

const isos = (field: string, zone: string) => momentsOf(field, zone)?.map((moment) => moment.toISOString())

// The device is elsewhere than the shop, or in the same zone.
describe.each(['Asia/Tokyo', 'America/Los_Angeles', 'Europe/Berlin'])('on a device in %s', (device) => {
  beforeEach(() => { vi.stubEnv('TZ', device) })
  afterEach(() => { vi.unstubAllEnvs() })

  describe.each([
    ['Europe/Berlin', '2027-01-15T17:30:00.000Z', '2027-03-28T02:30', '2027-10-31T02:30', ['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']],
    ['America/New_York', '2027-01-15T23:30:00.000Z', '2027-03-14T02:30', '2027-11-07T01:30', ['2027-11-07T05:30:00.000Z', '2027-11-07T06:30:00.000Z']],
    ['Australia/Lord_Howe', '2027-01-15T07:30:00.000Z', '2027-10-03T02:15', '2027-04-04T01:45', ['2027-04-03T14:45:00.000Z', '2027-04-03T15:15:00.000Z']],
    ['Pacific/Chatham', '2027-01-15T04:45:00.000Z', '2027-09-26T03:00', '2027-04-04T03:00', ['2027-04-03T13:15:00.000Z', '2027-04-03T14:15:00.000Z']],
  ])('in the zone %s', (zone, halfPastSix, skipped, repeated, moments) => {
    it('a skipped time has no moment', () => { expect(isos(skipped, zone)).toEqual([]) })
    it('a repeated time has two moments, the earlier one first', () => { expect(isos(repeated, zone)).toEqual(moments) })
    it('any other time has one moment, which is shown as that time', () => {
      expect(isos('2027-01-15T18:30', zone)).toEqual([halfPastSix])
      expect(toDateField(halfPastSix, zone)).toBe('2027-01-15T18:30')
    })
    it('a repeated moment is kept apart from the other one', () => {
      expect(moments.map((moment) => occurrenceOf(moment, zone))).toEqual(['first', 'second'])
      expect(momentOf(repeated, 'second', zone)?.toISOString()).toBe(moments[1])
    })
  })

  it.each([
    ['Asia/Kathmandu', '2027-06-01T00:00', '2027-05-31T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2027-01-01T00:05', '2026-12-31T10:05:00.000Z'],
    ['Pacific/Niue', '2026-12-31T23:59', '2027-01-01T10:59:00.000Z'],
    ['UTC', '2027-03-28T02:30', '2027-03-28T02:30:00.000Z'],
  ])('a zone without changes of the clocks, %s, has one moment for each time', (zone, field, moment) => {
    expect(isos(field, zone)).toEqual([moment])
    expect([toDateField(moment, zone), occurrenceOf(moment, zone)]).toEqual([field, ''])
  })
})

it('a text that is no date and time has no moments at all', () => {
  expect(momentsOf('soon', 'UTC')).toBeUndefined()
})
