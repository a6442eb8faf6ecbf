import { expect, it } from 'vitest'
import { detailsOf, errorsOf, loadDraft, serverErrors, type CheckoutDraft } from './draft'

const filled: CheckoutDraft = {
  name: 'Ada Kiln', email: 'ada@example.com', phone: '', line1: 'Sample Street 1', line2: '', postalCode: '12345',
  city: 'Sampletown', region: '', country: 'DE', note: '', payment: '',
}
const errors = (given: Partial<CheckoutDraft>) => errorsOf({ ...filled, ...given }, ['AE', 'DE'])

it('a form with name, e-mail and address has no errors', () => {
  expect(errors({})).toEqual({})
})

it('an empty form misses what an order needs, and nothing else', () => {
  expect(errorsOf(loadDraft(), ['DE'])).toEqual({
    name: 'missing', email: 'missing', line1: 'missing', postalCode: 'missing', city: 'missing', country: 'missing',
  })
})

it('blanks alone fill nothing in', () => {
  expect(errors({ city: '  ' })).toEqual({ city: 'missing' })
})

it.each(['ada', 'ada@', '@example.com', 'ada@example', 'ada@example.', 'ada@exa mple.com', 'ada@@example.com', 'a,b@example.com'])(
  '%s is no e-mail address', (email) => { expect(errors({ email })).toEqual({ email: 'wrong' }) },
)

it.each(['a@b.de', 'ada+shop@mail.example.com', 'ädä@exämple.de'])('%s is an e-mail address', (email) => {
  expect(errors({ email })).toEqual({})
})

it.each([['+49 (0)30 / 123-45.6', {}], ['later', { phone: 'wrong' }], ['+', { phone: 'wrong' }]])(
  'the phone number %s has the errors %o', (phone, expected) => { expect(errors({ phone })).toEqual(expected) },
)

it('an address of a country without postal codes needs none', () => {
  expect(errors({ country: 'AE', postalCode: '' })).toEqual({})
})

it('a country that the shop does not ship to is an error', () => {
  expect(errors({ country: 'FR' })).toEqual({ country: 'wrong' })
})

it('markup is an error in one line, and allowed in the note', () => {
  expect(errors({ line1: '<b>', note: '<3' })).toEqual({ line1: 'wrong' })
})

it('what is sent is trimmed and has no empty fields', () => {
  expect(detailsOf({ ...filled, name: ' Ada Kiln ', note: ' Ring twice ' }, { amount: 2480, currency: 'EUR' })).toEqual({
    expectedTotal: { amount: 2480, currency: 'EUR' },
    contact: { name: 'Ada Kiln', email: 'ada@example.com' },
    address: { line1: 'Sample Street 1', postalCode: '12345', city: 'Sampletown', country: 'DE' },
    note: 'Ring twice',
  })
})

it('errors of the server belong to the fields that their paths end in', () => {
  expect(serverErrors({ 'contact.email': ['…'], 'address.country': ['…'], expectedTotal: ['…'] })).toEqual({ email: 'wrong', country: 'wrong' })
})
