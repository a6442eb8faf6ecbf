import { unwrap, useApi } from '../../../api/client'
import type { Product } from '../../../api/types'
import type { ImportApi } from './importRun'
import type { StockChange } from './stockChange'

/** The stock of one variant as a product's journal has it: in the product itself where there are no options. */
const stockOf = (values: { stock?: number | null; variants?: readonly { id: string; stock: number | null }[] | null } | null, id: string) =>
  values?.variants?.find((variant) => variant.id === id)?.stock ?? values?.stock

function patch({ id, version, options }: Product, variantId: string, change: StockChange): Promise<Product> {
  const header = { 'If-Match': `"${version}"` }
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
  async wasChanged({ id }, version, variantId, pieces) {
    const query = { after: version - 1, limit: 1 }
    const { items } = await unwrap(useApi().GET('/products/{id}/changes', { params: { path: { id }, query } }))
    const [change] = items
    const [before, after] = [stockOf(change?.before ?? null, variantId), stockOf(change?.after ?? null, variantId)]
    return change?.version === version && typeof before === 'number' && typeof after === 'number' && after - before === pieces
  },
}
