import { onScopeDispose, ref, shallowRef } from 'vue'
import { unwrap, useApi } from '../../../api/client'
import type { Product, ReservationDifference, StockDifference } from '../../../api/types'
import { serverNow } from '../../../api/serverClock'
import { withRetry } from '../../../api/withRetry'

/** Products or orders that are checked in a request. */
const pageSize = 100

export interface StockCheckResult {
  pieces: StockDifference[]
  reservations: ReservationDifference[]
  products: number
  orders: number
}

/** The products of the differences by their ids, without those that are gone. */
async function readProducts({ pieces, reservations }: StockCheckResult): Promise<ReadonlyMap<string, Product>> {
  const ids = [...new Set([...pieces, ...reservations].map(({ productId }) => productId))]
  const found = new Map<string, Product>()
  for (let from = 0; from < ids.length; from += pageSize) {
    const query = { ids: ids.slice(from, from + pageSize).join() }
    const { items } = await unwrap(useApi().GET('/products', { params: { query } }))
    for (const product of items) found.set(product.id, product)
  }
  return found
}

/** Counts every product and every order once, page by page. */
export function useStockCheck() {
  const result = shallowRef<StockCheckResult>({ pieces: [], reservations: [], products: 0, orders: 0 })
  const products = shallowRef<ReadonlyMap<string, Product>>(new Map())
  const state = ref<'running' | 'done' | 'failed'>('running')
  const doneAt = ref(0)
  let latest = 0
  onScopeDispose(() => { latest++ })

  async function run(): Promise<void> {
    const own = ++latest
    state.value = 'running'
    result.value = { pieces: [], reservations: [], products: 0, orders: 0 }
    try {
      let continuationToken: string | undefined
      do {
        const query = { limit: pageSize, ...(continuationToken && { continuationToken }) }
        const page = await withRetry(() => unwrap(useApi().GET('/stock-check', { params: { query } })))
        if (own !== latest) return
        const { pieces, reservations, products: checked, orders } = result.value
        result.value = {
          pieces: [...pieces, ...page.items],
          reservations: [...reservations, ...page.reservations],
          products: checked + page.checked,
          orders: orders + page.checkedOrders,
        }
        continuationToken = page.continuationToken ?? undefined
      } while (continuationToken)
      const named = await readProducts(result.value)
      if (own !== latest) return
      products.value = named
      doneAt.value = serverNow()
      state.value = 'done'
    } catch {
      if (own === latest) state.value = 'failed'
    }
  }
  void run()

  return { result, products, state, doneAt, run }
}
