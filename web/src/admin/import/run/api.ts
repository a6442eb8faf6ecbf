import { unwrap, useApi } from '../../../api/client'
import type { Product } from '../../../api/types'
import type { ImportApi } from './importRun'
import type { StockChange } from './stockChange'

function patch({ id, options }: Product, variantId: string, change: StockChange, idempotencyKey: string): Promise<Product> {
  const header = { 'Idempotency-Key': idempotencyKey }
  return options.length
    ? unwrap(useApi().PATCH('/products/{id}/variants/{variantId}', { params: { path: { id, variantId }, header }, body: change }))
    : unwrap(useApi().PATCH('/products/{id}', { params: { path: { id }, header }, body: change }))
}

/** The import's calls of the shop. */
export const importApi: ImportApi<Product> = {
  async replace(products) {
    return (await unwrap(useApi().POST('/products/batch', { body: { products } }))).items
  },
  patch,
}
