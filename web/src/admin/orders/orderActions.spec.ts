import { expect, it } from 'vitest'
import { actionsOf, commandOf } from './orderActions'
import { order, payment } from './testing/order'

it.each([
  ['reserving', 'none', 'manual', ['cancel']],
  ['awaiting-payment', 'none', 'stripe', ['cancel']],
  ['placed', 'due', 'manual', ['pay', 'fulfil', 'cancel']],
  ['placed', 'paid', 'manual', ['fulfil', 'cancel']],
  ['placed', 'paid', 'stripe', ['fulfil', 'cancel']],
  ['fulfilled', 'due', 'manual', ['pay']],
  ['fulfilled', 'paid', 'manual', ['pay-back', 'erase']],
  ['fulfilled', 'refund-due', 'manual', ['mark-paid-back']],
  ['fulfilled', 'refund-due', 'stripe', []],
  ['fulfilled', 'refunded', 'manual', ['erase']],
  ['cancelled', 'none', 'manual', ['erase']],
  ['cancelled', 'refund-due', 'manual', ['mark-paid-back']],
  ['cancelled', 'refunded', 'stripe', ['erase']],
  ['expired', 'none', 'stripe', ['erase']],
  ['refused', 'none', 'manual', ['erase']],
] as const)('the actions on an order that is %s with payment %s by %s are %j', (status, paid, provider, actions) => {
  expect(actionsOf(order({ status, payment: payment(paid, provider) }))).toEqual(actions)
})

it('the data of a customer is erased only once', () => {
  const erased = order({ status: 'fulfilled', payment: payment('paid'), customer: null, erasedAt: '2026-12-01T18:00:00Z' })
  expect(actionsOf(erased)).toEqual(['pay-back'])
})

it('paying back and marking as paid back are the same command', () => {
  expect([commandOf['pay-back'], commandOf['mark-paid-back']]).toEqual(['refund', 'refund'])
})
