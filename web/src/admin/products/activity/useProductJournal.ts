import { onScopeDispose, ref, shallowRef } from 'vue'
import { unwrap, useApi } from '../../../api/client'
import type { ProductChange } from '../../../api/types'

const pageSize = 50

export const readChanges = (id: string, after: number, limit: number) =>
  unwrap(useApi().GET('/products/{id}/changes', { params: { path: { id }, query: { after, limit } } }))

/**
 * The journal of a product, newest first, from its end.
 * @param version The product's version, from which the last page begins.
 */
export function useProductJournal(id: string, version: number) {
  const changes = shallowRef<ProductChange[]>([])
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  /** Versions count the changes, so the first change is version 1. */
  const hasEarlier = ref(false)
  let disposed = false
  onScopeDispose(() => { disposed = true })

  async function load(): Promise<void> {
    state.value = 'loading'
    const oldest = changes.value.at(-1)?.version
    const after = Math.max(0, (oldest ?? version + 1) - 1 - pageSize)
    try {
      const { items } = await readChanges(id, after, oldest === undefined ? 200 : oldest - 1 - after)
      if (disposed) return
      changes.value = [...changes.value, ...items.toReversed()]
      hasEarlier.value = after > 0
      state.value = 'ready'
    } catch {
      state.value = 'failed'
    }
  }
  void load()

  return { changes, state, hasEarlier, load }
}
