import type { Client } from 'openapi-fetch'
import { unwrap, useApi } from '../../../api/client'

export interface ProductStock {
  productId: string
  variants: { variantId: string; available: number | null; held: number; countedIn: number }[]
}

export interface StockCorrection {
  id: string
  at: string
  by: string
  variantId: string
  difference: number | null
  from: number | null
  to: number | null
  before: number | null
  after: number | null
  reason: string | null
}

interface Paths {
  '/products/{id}/stock': {
    get: { parameters: { path: { id: string } }; responses: { 200: { content: { 'application/json': ProductStock } } } }
  }
  '/products/{id}/stock-corrections': {
    get: {
      parameters: { path: { id: string }; query?: { limit?: number; continuationToken?: string } }
      responses: { 200: { content: { 'application/json': { items: StockCorrection[]; continuationToken: string | null } } } }
    }
  }
}

const api = () => useApi() as unknown as Client<Paths>

export const readStock = (id: string) => unwrap(api().GET('/products/{id}/stock', { params: { path: { id } } }))

export const readCorrections = (id: string, limit: number, continuationToken?: string) =>
  unwrap(api().GET('/products/{id}/stock-corrections', {
    params: { path: { id }, query: { limit, ...(continuationToken && { continuationToken }) } },
  }))
