import type { OrderEvent } from '../../api/types'
import type { OrderMessages } from './i18n'

/** An entry of an order's history in words, with its author: "Bob cancelled it". */
export const describeOrderEvent = (m: OrderMessages, { type, by }: OrderEvent): string => m.did[type](actorOf(m, by))

/** The names under which the server acts, and customers. */
const actorOf = (m: OrderMessages, by: string | null | undefined): string =>
  by === 'customer' ? m.actors.customer : !by || by === 'system' ? m.actors.shop : by
