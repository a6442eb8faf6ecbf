import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { unwrap, useApi } from '../../api/client'
import type { Product, ProductCard } from '../../api/types'
import { availabilityOf, isSoldOut, sameAvailability } from '../../products/stock'
import { isNewer, newest, restoreConfirmation, restoreDetector } from '../../realtime/byVersion'

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
  let confirmationTimer: ReturnType<typeof setTimeout> | undefined
  let latest = 0
  let next: string | undefined
  let searching: Promise<void> = Promise.resolve()

  function read(search: string, continuationToken: string | undefined) {
    const page = { limit: pageSize, ...(search && { search }), ...(continuationToken && { continuationToken }) }
    return unwrap(useApi().GET('/products', { params: { query: page } }))
  }

  async function load(continuationToken?: string): Promise<void> {
    const request = ++latest
    state.value = 'loading'
    try {
      const found = await read(query.value.trim(), continuationToken)
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

  /** Of the products that were answered with a lower version than the one shown, as after restoring a backup. */
  const restores = new Map<string, ReturnType<typeof restoreDetector>>()

  const confirmRestored = () => {
    clearTimeout(confirmationTimer)
    confirmationTimer = setTimeout(() => void refresh(), restoreConfirmation)
  }

  /** Replaces a product after an edit. A lower version than the one shown is confirmed by reading the products again. */
  function replace(product: Product): void {
    if (products.value.some((shown) => shown.id === product.id && isNewer(shown, product))) confirmRestored()
    products.value = products.value.map((other) => (other.id === product.id ? newest(other, product) : other))
  }

  /** @param held The product as it was shown when the request was sent. */
  function isRestored(held: Product | undefined, answer: Product, sentAt: number): boolean {
    if (!isNewer(held, answer) && !restores.has(answer.id)) return false
    const detector = restores.get(answer.id) ?? restoreDetector()
    const restored = detector.isRestored(held, answer, sentAt)
    if (detector.suspects) restores.set(answer.id, detector)
    else restores.delete(answer.id)
    return restored
  }

  /** Shows what a stream's state says of a product; of one with many pieces only that they are many, until it is read again. */
  function applyCard(card: ProductCard): void {
    const { id, name, imageUrl, price } = card
    const stockAfter = (stock: number | null) => (sameAvailability(card, availabilityOf(stock)) ? stock : isSoldOut(card) ? 0 : (card.stock ?? null))
    products.value = products.value.map((product) =>
      product.id === id ? { ...product, name, imageUrl, price, stock: stockAfter(product.stock) } : product)
  }

  /** Reads all pages shown again, in the background; a failure, and a search that began meanwhile, leave them as they are. */
  async function refresh(): Promise<void> {
    if (state.value === 'loading') return
    if (state.value === 'failed') return search()
    const request = latest
    const searched = query.value.trim()
    const held = new Map(products.value.map((product) => [product.id, product]))
    const sentAt = performance.now()
    const found: Product[] = []
    let token: string | undefined
    try {
      do {
        const page = await read(searched, token)
        found.push(...page.items)
        token = page.continuationToken ?? undefined
      } while (token && found.length < products.value.length)
    } catch {
      return
    }
    if (request !== latest) return
    const shown = new Map(products.value.map((product) => [product.id, product]))
    const unanswered = new Set(restores.keys())
    products.value = found.map((product) => {
      unanswered.delete(product.id)
      return isRestored(held.get(product.id), product, sentAt) ? product : newest(shown.get(product.id), product)
    })
    for (const id of unanswered) restores.delete(id)
    if (restores.size) confirmRestored()
    next = token
    hasMore.value = !!next
  }

  watch(query, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void search(), debounceDelay)
  }, { flush: 'sync' })
  onScopeDispose(() => {
    clearTimeout(timer)
    clearTimeout(confirmationTimer)
  })
  void search()

  return { query, products, state, hasMore, search, more, settled, replace, refresh, applyCard }
}
