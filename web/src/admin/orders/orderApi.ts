import { errorOf, result, unwrap, useApi } from '../../api/client'
import type { Order } from '../../api/types'
import type { OrderFilters } from './list/orderFilters'

/** A command of the admin on an order. */
export type OrderCommand = 'pay' | 'fulfil' | 'cancel' | 'refund' | 'erase'

const given = ({ status, streamId, search }: OrderFilters) =>
  ({ ...(status && { status }), ...(streamId && { streamId }), ...(search && { search }) })

export const readOrders = (filters: OrderFilters, limit: number, continuationToken?: string) =>
  unwrap(useApi().GET('/orders', { params: { query: { ...given(filters), limit, ...(continuationToken && { continuationToken }) } } }))

/** The order if it is another version than the one given, or else undefined. */
export async function readIfChanged(id: string, seen?: Order): Promise<Order | undefined> {
  const header = seen ? { 'If-None-Match': `"${seen.version}-admin"` } : {}
  const answered = await result(useApi().GET('/orders/{id}', { params: { path: { id }, header } }))
  if (answered.response.status === 304) return undefined
  if (!answered.data) throw errorOf(answered)
  return answered.data.version === seen?.version ? undefined : answered.data
}

/** @throws ApiError 412 or 409 with the order as it is now in `current`. */
export const sendCommand = ({ id, version }: Order, command: OrderCommand): Promise<Order> =>
  unwrap(useApi().POST(`/orders/{id}/${command}`, { params: { path: { id }, header: { 'If-Match': `"${version}"` } } }))

/** All orders of these filters as a CSV file. */
export const readCsv = async (filters: OrderFilters): Promise<Blob> =>
  new Blob([await unwrap(useApi().GET('/orders.csv', { params: { query: given(filters) }, parseAs: 'blob' }))], { type: 'text/csv' })
