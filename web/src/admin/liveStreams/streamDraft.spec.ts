// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { stream } from '../../testing'
import english from '../i18n/en'
import { toDateField } from './localTime'
import { checkStream, draftOf, editBetween, newStream } from './streamDraft'
import { deviceZone } from './timeZone'

const winter = stream([], { description: 'Two hours at the wheel.', scheduledFor: '2026-12-01T18:30:00Z' })

it('editBetween returns only the changed fields', () => {
  const draft = draftOf(winter)
  expect(editBetween(draft, draft)).toEqual({})
  expect(editBetween(draft, { ...draft, title: ' Winter shelf ', description: '' })).toEqual({
    title: 'Winter shelf',
    description: null,
  })
})

it('drafts have dates in local time, edits in UTC', () => {
  const moment = new Date(2026, 11, 24, 18, 5)
  expect(toDateField(moment.toISOString(), deviceZone())).toBe('2026-12-24T18:05')
  expect(editBetween(draftOf(winter), { ...draftOf(winter), scheduledFor: '2026-12-24T18:05' })).toEqual({
    scheduledFor: moment.toISOString(),
  })
  expect(editBetween(draftOf(winter), { ...draftOf(winter), scheduledFor: '' })).toEqual({ scheduledFor: null })
})

it('newStream leaves out an empty id, so the server creates one', () => {
  expect(newStream({ ...draftOf(), title: 'Spring' })).toEqual({
    title: 'Spring',
    description: null,
    playbackUrl: null,
    thumbnailUrl: null,
    scheduledFor: null,
  })
  expect(newStream({ ...draftOf(), title: 'Spring', id: ' spring ' })).toMatchObject({ id: 'spring' })
})

describe('checkStream', () => {
  it.each([
    [{ title: ' ' }, ['title: This is needed.']],
    [{ title: 'x', id: 'Spring!' }, ['id: Only a to z, 0 to 9 and hyphens, at most 64.']],
    [{ title: 'x', playbackUrl: 'clip.m3u8' }, ['playbackUrl: An address that starts with https:// or with a single /.']],
    [
      { title: 'x', playbackUrl: 'http://x.example/clip.m3u8', thumbnailUrl: 'http://x.example/y.png' },
      ['playbackUrl', 'thumbnailUrl'].map((field) => `${field}: The shop’s pages show nothing from an http:// address. Use https://.`),
    ],
    [{ title: 'x', thumbnailUrl: `${location.origin}/sample/y.png` }, []],
    [{ title: 'x', description: 'x'.repeat(4_001) }, ['description: At most 4000 characters.']],
    [{ title: 'x', playbackUrl: '/sample/video/index.m3u8', thumbnailUrl: 'https://x.example/y.png', id: 'a-1' }, []],
  ])('reports the errors of %o', (given, sentences) => {
    const errors = checkStream({ ...draftOf(), ...given })
    expect(Object.entries(errors).map(([field, say]) => `${field}: ${say(english)}`)).toEqual(sentences)
  })
})
