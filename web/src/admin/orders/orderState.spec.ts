import { expect, it } from 'vitest'
import { describeOrderEvent } from './describeOrderEvent'
import german from './i18n/de'
import english from './i18n/en'
import { describeState, pieces, toneOf } from './orderState'
import { event, order, payment } from './testing/order'

it.each([
  [order(), 'To send, not paid yet', 'todo'],
  [order({ payment: payment('paid') }), 'To send, paid', 'todo'],
  [order({ status: 'awaiting-payment', payment: payment('none', 'stripe') }), 'Waiting for payment', 'wait'],
  [order({ status: 'fulfilled', payment: payment('paid') }), 'Sent, paid', 'done'],
  [order({ status: 'cancelled', payment: payment('none') }), 'Cancelled', 'over'],
  [order({ status: 'cancelled', payment: payment('refund-due') }), 'Cancelled, to be paid back', 'todo'],
])('the state of order %# is told in plain words', (given, words, tone) => {
  expect([describeState(english, given), toneOf(given)]).toEqual([words, tone])
})

it('events are told with who caused them, also when it was the customer or the shop itself', () => {
  expect(describeOrderEvent(english, event('cancelled', 'Bob'))).toBe('Bob cancelled it')
  expect(describeOrderEvent(english, event('placed', 'customer'))).toBe('The customer placed the order')
  expect(describeOrderEvent(english, event('refunded', 'system'))).toBe('The shop marked it as paid back')
  expect(describeOrderEvent(german, event('paid', 'Bob'))).toBe('Bob hat sie als bezahlt vermerkt')
})

it('the pieces of an order are those of all its lines', () => {
  const [line] = order().lines
  expect(pieces(order({ lines: [...order().lines, ...(line ? [{ ...line, quantity: 3 }] : [])] }))).toBe(5)
})
