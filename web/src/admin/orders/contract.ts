import type { Client } from 'openapi-fetch'
import { useApi } from '../../api/client'
import type { Money } from '../../api/types'

export type OrderStatus = 'reserving' | 'awaiting-payment' | 'placed' | 'fulfilled' | 'refused' | 'expired' | 'cancelled'
export type PaymentStatus = 'none' | 'due' | 'paid' | 'refund-due' | 'refunded'
export type OrderEventType = 'created' | 'awaiting-payment' | 'placed' | 'refused' | 'expired' | 'cancelled' | 'paid' | 'fulfilled' | 'refund-due' | 'refunded' | 'erased'

export interface OrderLine {
  itemId: string
  productId: string
  variantId: string
  name: string
  optionValues: string[]
  sku: string | null
  imageUrl: string | null
  quantity: number
  unitPrice: Money
  total: Money
  vat: { name: string; basisPoints: number }
  streamId: string | null
}

export interface Address {
  line1: string
  line2: string | null
  postalCode: string | null
  city: string
  region: string | null
  country: string
}

export interface OrderCustomer {
  name: string
  email: string
  phone: string | null
  address: Address
}

export interface OrderEvent {
  type: OrderEventType
  at: string
  status: OrderStatus
  payment: PaymentStatus
  by?: string | null
}

export interface Order {
  id: string
  number: string
  version: number
  status: OrderStatus
  payment: { provider: string; status: PaymentStatus; url: string | null }
  lines: OrderLine[]
  totals: { goods: Money; shipping: Money; total: Money; vat: { name: string; basisPoints: number; gross: Money; vat: Money }[] }
  customer: OrderCustomer | null
  note: string | null
  createdAt: string
  changedAt: string
  heldUntil: string | null
  erasedAt: string | null
  history: OrderEvent[]
}

interface Filters { status?: OrderStatus | undefined; streamId?: string | undefined; search?: string | undefined; limit?: number; continuationToken?: string }
interface OrderResponse { responses: { 200: { content: { 'application/json': Order } } } }
interface Command { parameters: { path: { id: string }; header?: { 'If-Match'?: string } }; responses: OrderResponse['responses'] }

export interface OrderPaths {
  '/orders': { get: { parameters: { query?: Filters }; responses: { 200: { content: { 'application/json': { items: Order[]; continuationToken: string | null } } } } } }
  '/orders.csv': { get: { parameters: { query?: Filters }; responses: { 200: { content: { 'text/csv': string } } } } }
  '/orders/{id}': { get: { parameters: { path: { id: string }; header?: { 'If-None-Match'?: string } }; responses: OrderResponse['responses'] } }
  '/orders/{id}/cancel': { post: Command }
  '/orders/{id}/pay': { post: Command }
  '/orders/{id}/fulfil': { post: Command }
  '/orders/{id}/refund': { post: Command }
  '/orders/{id}/erase': { post: Command }
}

export const ordersApi = (): Client<OrderPaths> => useApi() as unknown as Client<OrderPaths>
