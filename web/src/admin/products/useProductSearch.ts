import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { unwrap, useApi } from '../../api/client'
import type { Product } from '../../api/types'

/** Milliseconds without a key until what is typed is searched for. */
const typingPause = 150
const pageSize = 50

/** Products by a part of their name; all of them while nothing is searched for. */
export function useProductSearch() {
  const query = ref('')
  const products = shallowRef<Product[]>([])
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  const hasMore = ref(false)

  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0
  let next: string | undefined
  let searching: Promise<void> = Promise.resolve()

  async function ask(continuationToken?: string): Promise<void> {
    const mine = ++latest
    const search = query.value.trim()
    const page = { limit: pageSize, ...(search && { search }), ...(continuationToken && { continuationToken }) }
    state.value = 'loading'
    try {
      const found = await unwrap(useApi().GET('/products', { params: { query: page } }))
      if (mine !== latest) return
      products.value = continuationToken ? [...products.value, ...found.items] : found.items
      next = found.continuationToken ?? undefined
      hasMore.value = !!next
      state.value = 'ready'
    } catch {
      if (mine === latest) state.value = 'failed'
    }
  }

  /** Searches now, for what is typed now. */
  function search(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    return (searching = ask())
  }

  const more = () => (searching = ask(next))

  /** Resolves when the products are those of what is typed now. */
  const settled = () => (timer === undefined ? searching : search())

  function replace(product: Product): void {
    products.value = products.value.map((other) => (other.id === product.id ? product : other))
  }

  watch(query, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void search(), typingPause)
  }, { flush: 'sync' })
  onScopeDispose(() => { clearTimeout(timer) })
  void search()

  return { query, products, state, hasMore, search, more, settled, replace }
}
