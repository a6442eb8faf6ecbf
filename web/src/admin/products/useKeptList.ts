import type { VirtualItem } from '@tanstack/vue-virtual'
import { nextTick, onMounted, onScopeDispose, ref, watch } from 'vue'
import { onBeforeRouteLeave, useRoute, useRouter, type LocationQuery } from 'vue-router'
import type { Product } from '../../api/types'
import type { LoadedPage } from '../ui/useVersionedPages'
import { useProductSearch, type StockFilter } from './useProductSearch'

/** Milliseconds from the last change of the query until it is in the address. */
const addressDelay = 300
/** Products of a page. */
const pageSize = 100

interface KeptList {
  path: string
  pages: readonly LoadedPage<Product>[]
  measurements: VirtualItem[]
  expanded: ReadonlySet<string>
}

/** The list as it was when the page was left, for the way back. */
let kept: KeptList | undefined

const queryOf = (query: LocationQuery) => ({
  query: typeof query.q === 'string' ? query.q : '',
  stock: query.stock === 'sold-out' || query.stock === 'low' ? (query.stock as StockFilter) : undefined,
  pinned: query.pinned === 'hidden' ? ('hidden' as const) : undefined,
})

/** Where the window was when this entry of the history was left, as vue-router keeps it. */
const savedTop = (): number => ((history.state as { scroll?: { top?: number } | null } | null)?.scroll?.top ?? 0)

/** The list of products with its query in the address. Going back shows it as it was left, and reloading scrolls to where it was. */
export function useKeptList() {
  const route = useRoute()
  const router = useRouter()
  const returned = kept?.path === route.fullPath ? kept : undefined
  const list = useProductSearch({ ...queryOf(route.query), limit: pageSize, kept: returned?.pages ?? [] })
  const { query, stock, pinned, products, hasMore, state, more } = list
  const expanded = ref<ReadonlySet<string>>(returned?.expanded ?? new Set())

  let timer: ReturnType<typeof setTimeout> | undefined
  const setAddress = () => {
    const q = query.value.trim()
    void router.replace({ query: { ...(q && { q }), ...(stock.value && { stock: stock.value }), ...(pinned.value && { pinned: pinned.value }) } })
  }
  watch([query, stock, pinned], (now, before) => {
    clearTimeout(timer)
    if (now[0] !== before[0]) timer = setTimeout(setAddress, addressDelay)
    else setAddress()
  })
  // A link to the page without a query, from the page itself, shows all products again.
  watch(() => route.query, (now) => {
    const wanted = queryOf(now)
    if (wanted.query !== query.value.trim()) query.value = wanted.query
    stock.value = wanted.stock
    pinned.value = wanted.pinned
  })
  onScopeDispose(() => { clearTimeout(timer) })

  /** After a reload: reads as many pages as reach to where the window was. */
  async function scrollBack(top: number): Promise<void> {
    while (hasMore.value && document.documentElement.scrollHeight < top + innerHeight) {
      const before = products.value.length
      await more()
      await nextTick()
      if (state.value !== 'ready' || products.value.length === before) return
    }
    scrollTo({ top })
  }
  onMounted(() => {
    const top = savedTop()
    if (!top) return
    if (returned) void nextTick(() => { scrollTo({ top }) })
    else {
      const stop = watch(state, async (now) => {
        if (now === 'loading') return
        stop()
        await nextTick()
        await scrollBack(top)
      })
    }
  })

  /** Keeps the list when the page is left. */
  const keepPosition = (measurements: () => VirtualItem[]) => {
    onBeforeRouteLeave((_to, from) => {
      kept = { path: from.fullPath, pages: list.pages.value, measurements: measurements(), expanded: expanded.value }
    })
  }

  return { list, expanded, measurements: returned?.measurements ?? [], keepPosition }
}
