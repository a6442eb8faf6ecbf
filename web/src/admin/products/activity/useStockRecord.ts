import { onScopeDispose, ref, shallowRef } from 'vue'
import type { ProductStock, StockCorrection } from '../../../api/types'
import { readCorrections, readStock } from './stockApi'

/** Corrections of a request. */
const pageSize = 10

/** A product's stock, the pieces that orders hold, and the corrections, newest first. */
export function useStockRecord(productId: string) {
  const stock = shallowRef<ProductStock>()
  const corrections = shallowRef<readonly StockCorrection[]>([])
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  const next = ref<string>()
  let disposed = false
  onScopeDispose(() => { disposed = true })

  async function load(): Promise<void> {
    state.value = 'loading'
    try {
      const [now, page] = await Promise.all([stock.value ?? readStock(productId), readCorrections(productId, pageSize, next.value)])
      if (disposed) return
      stock.value = now
      corrections.value = [...corrections.value, ...page.items]
      next.value = page.continuationToken ?? undefined
      state.value = 'ready'
    } catch {
      state.value = 'failed'
    }
  }
  void load()

  return { stock, corrections, state, next, load }
}
