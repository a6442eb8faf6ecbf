import { unwrap, useApi } from '../../../api/client'

export const readStock = (id: string) => unwrap(useApi().GET('/products/{id}/stock', { params: { path: { id } } }))

export const readCorrections = (id: string, limit: number, continuationToken?: string) =>
  unwrap(useApi().GET('/products/{id}/stock-corrections', {
    params: { path: { id }, query: { limit, ...(continuationToken && { continuationToken }) } },
  }))
