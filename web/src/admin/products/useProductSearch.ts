import { onScopeDispose, ref, watch } from 'vue'
import { unwrap, useApi } from '../../api/client'
import type { Product, ProductCard } from '../../api/types'
import { availabilityOf, isSoldOut, sameAvailability } from '../../products/stock'
import { useVersionedPages, type LoadedPage } from '../ui/useVersionedPages'

/** Debounce of the search in milliseconds. */
const debounceDelay = 150

/** Products of which one variant at least is sold out, or has few pieces left. */
export type StockFilter = 'sold-out' | 'low'

interface SearchOptions {
  query?: string
  stock?: StockFilter | undefined
  pinned?: 'hidden' | undefined
  /** Products of a page. */
  limit?: number
  /** Pages that were read before, for the same query. */
  kept?: readonly LoadedPage<Product>[]
}

/** Products whose name contains the query; all products while it is empty. */
export function useProductSearch({ query: initial = '', stock: initialStock, pinned: initialPinned, limit = 50, kept = [] }: SearchOptions = {}) {
  const query = ref(initial)
  const stock = ref(initialStock)
  /** Only products that a stream which is not over hides. */
  const pinned = ref(initialPinned)

  let timer: ReturnType<typeof setTimeout> | undefined
  let searching: Promise<void> = Promise.resolve()

  const { items: products, reset, more: readMore, change, ...pages } = useVersionedPages((continuationToken) => {
    const search = query.value.trim()
    const filters = { ...(search && { search }), ...(stock.value && { stock: stock.value }), ...(pinned.value && { pinned: pinned.value }) }
    return unwrap(useApi().GET('/products', { params: { query: { limit, ...filters, ...(continuationToken && { continuationToken }) } } }))
  }, kept)

  /** Searches without waiting for the debounce. */
  function search(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    return (searching = reset())
  }

  const more = () => (searching = readMore())

  /** Resolves when the products match the current query. */
  const settled = () => (timer === undefined ? searching : search())

  /** Shows what a stream's state says of a product; of one with many pieces only that they are many, until it is read again. */
  function applyCard(card: ProductCard): void {
    const { id, name, imageUrl, price } = card
    const stockAfter = (stock: number | null) => {
      if (sameAvailability(card, availabilityOf(stock))) return stock
      return isSoldOut(card) ? 0 : (card.stock ?? null)
    }
    change((product) => (product.id === id ? { ...product, name, imageUrl, price, stock: stockAfter(product.stock) } : product))
  }

  watch(query, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void search(), debounceDelay)
  }, { flush: 'sync' })
  watch([stock, pinned], () => void search(), { flush: 'sync' })
  onScopeDispose(() => { clearTimeout(timer) })
  if (!kept.length) void search()

  return { ...pages, products, query, stock, pinned, search, more, settled, applyCard }
}
