import { unwrap, useApi } from '../../api/client'
import type { Product } from '../../api/types'
import { EditConflictError, conflictsOf, retryOnConflict } from '../retryOnConflict'

export type ProductFields = Pick<Product, 'name' | 'description' | 'imageUrl' | 'price' | 'stock'>

const read = (id: string) => unwrap(useApi().GET('/products/{id}', { params: { path: { id } } }))

const put = (product: Product, change: Partial<ProductFields>) =>
  unwrap(useApi().PUT('/products/{id}', {
    params: { path: { id: product.id }, header: { 'If-Match': `"${product.version}"` } },
    body: { ...product, ...change, ...(change.imageUrl !== undefined && picturesWith(product, change.imageUrl)) },
  }))

/** The pictures with another one in the first place, or without it. */
const picturesWith = ({ images }: Product, first: string | null) => {
  const pictures = [...(first ? [first] : []), ...images.slice(1)]
  return { images: pictures, imageUrl: pictures[0] ?? null }
}

/**
 * Changes some fields of a product and keeps the current values of all others.
 * @param seen The fields as the admin saw them when changing them.
 * @throws EditConflictError with the current product when somebody else changed the same fields.
 */
export async function changeProduct(id: string, seen: Partial<ProductFields>, change: Partial<ProductFields>): Promise<Product> {
  const contradicts = (current: Product) => conflictsOf<Partial<ProductFields>>(seen, current, change).length > 0
  const current = await read(id)
  if (contradicts(current)) throw new EditConflictError(current)
  return retryOnConflict(current, (base) => put(base, change), contradicts)
}
