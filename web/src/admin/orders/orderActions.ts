import type { Order } from '../../api/types'
import type { OrderCommand } from './orderApi'

/** An action on an order, as it is offered; `pay-back` and `mark-paid-back` are the same command at different times. */
export type OrderAction = 'pay' | 'fulfil' | 'pay-back' | 'mark-paid-back' | 'cancel' | 'erase'

export const commandOf: Readonly<Record<OrderAction, OrderCommand>> = {
  pay: 'pay', fulfil: 'fulfil', 'pay-back': 'refund', 'mark-paid-back': 'refund', cancel: 'cancel', erase: 'erase',
}

/** Whether a person and not a provider takes the money and pays it back. */
export const isPaidByHand = ({ payment }: Order): boolean => payment.provider === 'manual'

const isMoneyOwed = ({ payment }: Order) => payment.status === 'due' || payment.status === 'refund-due'
const isFinal = ({ status }: Order) => status === 'refused' || status === 'expired' || status === 'cancelled'

const isPossible: Readonly<Record<OrderAction, (order: Order) => boolean>> = {
  pay: ({ status, payment }) => (status === 'placed' || status === 'fulfilled') && payment.status === 'due',
  fulfil: ({ status }) => status === 'placed',
  'pay-back': ({ status, payment }) => status === 'fulfilled' && payment.status === 'paid',
  'mark-paid-back': (order) => order.payment.status === 'refund-due' && isPaidByHand(order),
  cancel: ({ status }) => status === 'placed' || status === 'awaiting-payment' || status === 'reserving',
  // The customer's data is still needed as long as one owes the other money.
  erase: (order) => (isFinal(order) || order.status === 'fulfilled') && !order.erasedAt && !isMoneyOwed(order),
}

/** The actions that are possible on an order now, the most likely first. */
export const actionsOf = (order: Order): OrderAction[] =>
  (Object.keys(isPossible) as OrderAction[]).filter((action) => isPossible[action](order))

/** Whether an action is confirmed first, because it takes something away. */
export const needsConfirmation = (action: OrderAction): boolean => action === 'cancel' || action === 'erase' || action === 'pay-back'
