import type { Order } from '../../api/types'
import type { OrderMessages } from './i18n'

/** `todo`: the shop has to do something. `wait`: the customer has. `done` and `over`: nobody has. */
export type Tone = 'todo' | 'wait' | 'done' | 'over'

const tones: Readonly<Record<Order['status'], Tone>> = {
  reserving: 'wait', 'awaiting-payment': 'wait', placed: 'todo', fulfilled: 'done', refused: 'over', expired: 'over', cancelled: 'over',
}

export const toneOf = ({ status, payment }: Order): Tone => (payment.status === 'refund-due' ? 'todo' : tones[status])

/** The state in a few words: "To send, not paid yet". */
export function describeState(m: OrderMessages, { status, payment }: Order): string {
  const money = m.payment[payment.status]
  return money ? `${m.status[status]}, ${money}` : m.status[status]
}

export const pieces = ({ lines }: Order): number => lines.reduce((sum, { quantity }) => sum + quantity, 0)
