import { unwrap, useApi } from '../../api/client'
import type { Product, Variant } from '../../api/types'
import { EditConflictError, conflictsOf, retryOnConflict } from '../retryOnConflict'
import { changesOf, contradicts, draftOf, fieldsOf, mergeDrafts, type ProductDraft, type ProductFields } from './productDraft'

const read = (id: string) => unwrap(useApi().GET('/products/{id}', { params: { path: { id } } }))

const ifMatch = ({ version }: Product) => ({ 'If-Match': `"${version}"` })

/** A stock is put in the place of the one that was seen, so that it never undoes a sale. */
const correction = (from: number | null, to: number | null | undefined, reason?: string) =>
  (to === undefined ? {} : { stock: { from, to }, ...(reason && { reason }) })

const patch = (product: Product, { stock, ...change }: ProductFields, reason?: string) =>
  unwrap(useApi().PATCH('/products/{id}', {
    params: { path: { id: product.id }, header: ifMatch(product) },
    body: { ...change, ...correction(product.stock, stock, reason) },
  }))

const correctVariant = (id: string, variantId: string, from: number | null, to: number | null) =>
  unwrap(useApi().PATCH('/products/{id}/variants/{variantId}', { params: { path: { id, variantId } }, body: correction(from, to) }))

/**
 * Options and variants are replaced as a whole, of the version that was read. That leaves the stock of variants that are there,
 * which is corrected afterwards.
 */
async function put(product: Product, change: ProductFields): Promise<Product> {
  let saved = await unwrap(useApi().PUT('/products/{id}', {
    params: { path: { id: product.id }, header: ifMatch(product) },
    body: { ...product, ...change, ...(change.images && { imageUrl: change.images[0] ?? null }) },
  }))
  for (const { id, stock } of product.options.length ? (change.variants ?? []) : []) {
    const before = product.variants.find((variant) => variant.id === id)
    if (before && before.stock !== stock) saved = await correctVariant(product.id, before.id, before.stock, stock)
  }
  return saved
}

const write = (product: Product, change: ProductFields) => (change.options || change.variants ? put : patch)(product, change)

/**
 * Changes some fields of a product and keeps the current values of all others.
 * @param seen The fields as the admin saw them when changing them.
 * @param reason Why the stock is corrected.
 * @throws EditConflictError with the current product when somebody else changed the same fields.
 */
export async function changeProduct(id: string, seen: ProductFields, change: ProductFields, reason?: string): Promise<Product> {
  const conflicts = (current: Product) => conflictsOf<ProductFields>(seen, current, change).length > 0
  const current = await read(id)
  if (conflicts(current)) throw new EditConflictError(current)
  return retryOnConflict(current, (base) => patch(base, change, reason), conflicts)
}

type VariantEdit = Partial<Pick<Variant, 'price' | 'stock'>>

/**
 * Changes the price or the stock of a variant.
 * @param seen The values as the admin saw them when changing them.
 * @param reason Why the stock is corrected.
 * @throws EditConflictError with the current product when somebody else changed the same values, or removed the variant.
 */
export async function changeVariant(
  id: string, variantId: string, seen: VariantEdit, change: VariantEdit, reason?: string,
): Promise<Product> {
  const variantOf = (product: Product) => product.variants.find((variant) => variant.id === variantId)
  const conflicts = (product: Product) => {
    const variant = variantOf(product)
    return !variant || conflictsOf<VariantEdit>(seen, variant, change).length > 0
  }
  const current = await read(id)
  if (conflicts(current)) throw new EditConflictError(current)
  const { stock, ...others } = change
  return retryOnConflict(current, (base) =>
    unwrap(useApi().PATCH('/products/{id}/variants/{variantId}', {
      params: { path: { id, variantId }, header: ifMatch(base) },
      body: { ...others, ...correction(variantOf(base)?.stock ?? null, stock, reason) },
    })), conflicts)
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
    (base) => write(base, changesTo(base)),
    (current) => contradicts(draft, textsOf(seen), textsOf(current)),
  )
}

/** @throws ApiError `product-pinned` while a stream that is not over has it pinned. */
export async function deleteProduct({ id, version }: Product): Promise<void> {
  await unwrap(useApi().DELETE('/products/{id}', { params: { path: { id }, header: { 'If-Match': `"${version}"` } } }))
}

/** Makes a deleted product again, with the id and the variants that it had. */
export const restoreProduct = (product: Product): Promise<Product> => unwrap(useApi().POST('/products', { body: product }))
