import type { components } from '../../../api/schema'
import type { TargetProduct } from '../plan/merge'

export type ProductBody = components['schemas']['ReplaceProductRequest']

/** The server's limits are 100 products and 512 KB; a batch stays well below the second. */
const maxProducts = 100
const maxBytes = 384 * 1024

/** The product as the batch takes it: without options its only variant stands in the product itself. */
export function bodyOf({ id, name, description, images, imageAltTexts, vatRateId, options, variants }: TargetProduct): ProductBody {
  const product = { id, name, description, images, imageAltTexts, vatRateId }
  const [only] = variants
  if (options.length || !only) return { ...product, options, variants }
  return { ...product, price: only.price, stock: only.stock, sku: only.sku, compareAtPrice: only.compareAtPrice }
}

/** Splits products into batches, in their order, that the server accepts by their number and size. */
export function batchesOf<T>(items: readonly T[], bodyOfItem: (item: T) => ProductBody): T[][] {
  const encoder = new TextEncoder()
  const batches: T[][] = []
  let bytes = Infinity
  for (const item of items) {
    const size = encoder.encode(JSON.stringify(bodyOfItem(item))).length
    const last = batches.at(-1)
    if (last && last.length < maxProducts && bytes + size <= maxBytes) last.push(item)
    else {
      batches.push([item])
      bytes = 0
    }
    bytes += size
  }
  return batches
}
