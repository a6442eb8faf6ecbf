import { unwrap, useApi } from '../../api/client'
import type { Product } from '../../api/types'
import { EditConflictError, conflictsOf, retryOnConflict } from '../retryOnConflict'

export type ProductFields = Pick<Product, 'name' | 'description' | 'imageUrl' | 'price' | 'stock'>

const read = (id: string) => unwrap(useApi().GET('/products/{id}', { params: { path: { id } } }))

const patch = (product: Product, { stock, ...change }: Partial<ProductFields>) =>
  unwrap(useApi().PATCH('/products/{id}', {
    params: { path: { id: product.id }, header: { 'If-Match': `"${product.version}"` } },
    body: { ...change, ...(stock !== undefined && { stock: { from: product.stock, to: stock } }) },
  }))

/**
 * Changes some fields of a product and keeps the current values of all others.
 * @param seen The fields as the admin saw them when changing them.
 * @throws EditConflictError with the current product when somebody else changed the same fields.
 */
export async function changeProduct(id: string, seen: Partial<ProductFields>, change: Partial<ProductFields>): Promise<Product> {
  const contradicts = (current: Product) => conflictsOf<Partial<ProductFields>>(seen, current, change).length > 0
  const current = await read(id)
  if (contradicts(current)) throw new EditConflictError(current)
  return retryOnConflict(current, (base) => patch(base, change), contradicts)
}
