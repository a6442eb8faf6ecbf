import { expect, it } from 'vitest'
import { ApiError, NetworkError } from '../api/problem'
import { product } from '../testing'
import english from './i18n/en'
import german from './i18n/de'
import { pin, setActive, start } from './liveStreams/commands'
import { refusalMessage } from './liveStreams/refusalMessage'
import { reasonOf } from './reasons'
import { EditConflictError } from './retryOnConflict'

const refused = (status: number, slug = '') => new ApiError(status, slug, 'in the server’s words')

it.each([
  [refused(409, 'pin-limit'), 'pin-limit'],
  [refused(409, 'contention'), 'contention'],
  [refused(412, 'version-mismatch'), 'changed'],
  [refused(503, 'issuer-unavailable'), 'unavailable'],
  [refused(401, 'unauthorized'), 'unauthorized'],
  [refused(401), 'unauthorized'],
  [refused(503), 'unavailable'],
  [refused(429, 'too-many-requests'), 'unavailable'],
  [refused(429), 'unavailable'],
  [refused(418, 'teapot'), 'other'],
  [new NetworkError('offline'), 'no-answer'],
  [new EditConflictError({}), 'changed'],
  [new TypeError('a defect'), 'other'],
])('reasonOf maps %s', (error, reason) => {
  expect(reasonOf(error)).toBe(reason)
})

it('refusalMessage names the command and the reason in the reader’s language', () => {
  const sentence = refusalMessage(pin(product('bowl')), refused(409, 'pin-limit'))
  expect(sentence(english)).toBe('Bowl was not pinned: a stream holds at most 50 products. Unpin one first.')
  expect(sentence(german)).toBe('Bowl wurde nicht angeheftet: Ein Stream fasst höchstens 50 Produkte. Erst eines abnehmen.')
})

it('refusalMessage distinguishes a product that left the shop from one that is not pinned any more', () => {
  const gone = refused(404, 'not-found')
  expect(refusalMessage(pin(product('bowl')), gone)(english)).toBe('Bowl was not pinned: it is no longer there.')
  expect(refusalMessage(setActive(product('bowl'), false), gone)(english)).toBe('Bowl was not hidden: it is no longer pinned.')
  expect(refusalMessage(start(), new NetworkError('offline'))(english)).toContain('The stream was not started: the shop did not answer.')
})
