import { unwrap, useApi } from '../../api/client'
import type { Product } from '../../api/types'
import { EditConflictError, conflictsOf, retryOnConflict } from '../retryOnConflict'
import { changesOf, contradicts, draftOf, fieldsOf, mergeDrafts, type ProductDraft, type ProductFields } from './productDraft'

const read = (id: string) => unwrap(useApi().GET('/products/{id}', { params: { path: { id } } }))

const put = (product: Product, change: ProductFields) =>
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
export async function changeProduct(id: string, seen: ProductFields, change: ProductFields): Promise<Product> {
  const conflicts = (current: Product) => conflictsOf<ProductFields>(seen, current, change).length > 0
  const current = await read(id)
  if (conflicts(current)) throw new EditConflictError(current)
  return retryOnConflict(current, (base) => put(base, change), conflicts)
}

/**
 * Saves a draft over a product, merged with what others have saved since the draft was made.
 * @throws EditConflictError with the current product when somebody else changed the same values.
 */
export function saveProduct(draft: ProductDraft, seen: Product, locale: string): Promise<Product> {
  const textsOf = (product: Product) => draftOf(product, '', locale)
  const changesTo = (base: Product) => changesOf(fieldsOf(mergeDrafts(draft, textsOf(seen), textsOf(base)), locale), base)
  return retryOnConflict(
    seen,
    (base) => put(base, changesTo(base)),
    (current) => contradicts(draft, textsOf(seen), textsOf(current)),
  )
}
