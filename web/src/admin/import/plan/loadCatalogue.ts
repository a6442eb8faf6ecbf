import { unwrap, useApi } from '../../../api/client'
import type { Product } from '../../../api/types'
import { withRetry } from '../../../api/withRetry'

const pageSize = 200

/** All products of the shop by their id, page by page. */
export async function loadCatalogue(onLoaded: (products: number) => void = () => undefined): Promise<Map<string, Product>> {
  const products = new Map<string, Product>()
  let continuationToken: string | undefined
  do {
    const query = { limit: pageSize, ...(continuationToken && { continuationToken }) }
    const page = await withRetry(() => unwrap(useApi().GET('/products', { params: { query } })))
    for (const product of page.items) products.set(product.id, product)
    continuationToken = page.continuationToken ?? undefined
    onLoaded(products.size)
  } while (continuationToken)
  return products
}
