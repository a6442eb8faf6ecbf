import type { LocationQuery } from 'vue-router'
import type { OrderStatus } from '../../../api/types'

/** The states by which orders are listed, most work first. The others pass within minutes. */
export const listedStatuses = ['placed', 'awaiting-payment', 'fulfilled', 'cancelled', 'expired', 'refused'] as const satisfies OrderStatus[]
export type ListedStatus = (typeof listedStatuses)[number]

export interface OrderFilters {
  status?: ListedStatus | undefined
  streamId?: string | undefined
  /** The beginning of an order's number. */
  search?: string | undefined
}

const textOf = (value: LocationQuery[string] | undefined) => (typeof value === 'string' ? value.trim() : '')

/** The filters in an address; what does not belong there is left out. */
export function filtersOf(query: LocationQuery): OrderFilters {
  const status = listedStatuses.find((one) => one === query.status)
  const [streamId, search] = [textOf(query.stream), textOf(query.q)]
  return { ...(status && { status }), ...(streamId && { streamId }), ...(search && { search }) }
}

export const queryOf = ({ status, streamId, search }: OrderFilters): Record<string, string> =>
  ({ ...(status && { status }), ...(streamId && { stream: streamId }), ...(search && { q: search }) })
