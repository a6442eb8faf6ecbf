import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { unwrap, useApi } from '../../api/client'
import type { Product } from '../../api/types'

/** Debounce of the search in milliseconds. */
const debounceDelay = 150
const pageSize = 50

/** Products whose name contains the query; all products while it is empty. */
export function useProductSearch() {
  const query = ref('')
  const products = shallowRef<Product[]>([])
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  const hasMore = ref(false)

  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0
  let next: string | undefined
  let searching: Promise<void> = Promise.resolve()

  async function load(continuationToken?: string): Promise<void> {
    const request = ++latest
    const search = query.value.trim()
    const page = { limit: pageSize, ...(search && { search }), ...(continuationToken && { continuationToken }) }
    state.value = 'loading'
    try {
      const found = await unwrap(useApi().GET('/products', { params: { query: page } }))
      if (request !== latest) return
      products.value = continuationToken ? [...products.value, ...found.items] : found.items
      next = found.continuationToken ?? undefined
      hasMore.value = !!next
      state.value = 'ready'
    } catch {
      if (request === latest) state.value = 'failed'
    }
  }

  /** Searches without waiting for the debounce. */
  function search(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    return (searching = load())
  }

  const more = () => (searching = load(next))

  /** Resolves when the products match the current query. */
  const settled = () => (timer === undefined ? searching : search())

  function replace(product: Product): void {
    products.value = products.value.map((other) => (other.id === product.id ? product : other))
  }

  watch(query, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void search(), debounceDelay)
  }, { flush: 'sync' })
  onScopeDispose(() => { clearTimeout(timer) })
  void search()

  return { query, products, state, hasMore, search, more, settled, replace }
}
