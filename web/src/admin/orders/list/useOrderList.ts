import { computed, onScopeDispose, ref, watch } from 'vue'
import { onBeforeRouteLeave, useRoute, useRouter } from 'vue-router'
import { usePolling } from '../../../ui/usePolling'
import { useVersionedPages, type LoadedPage } from '../../ui/useVersionedPages'
import type { Order } from '../../../api/types'
import { readOrders } from '../orderApi'
import { filtersOf, queryOf, type OrderFilters } from './orderFilters'

/** Orders of a page. */
const pageSize = 50
/** Milliseconds between two looks for new orders, and from the last key of a search until it begins. */
const interval = 8_000
const searchDelay = 200

interface KeptList {
  path: string
  pages: readonly LoadedPage<Order>[]
  chosen: ReadonlySet<string>
  arrived: ReadonlySet<string>
}

/** The list as it was when the page was left, for the way back. */
let kept: KeptList | undefined

/**
 * The list of orders, newest first, with its filters in the address. It is read again regularly, and orders that come in
 * meanwhile are marked.
 * @param onArrived Is told how many came in.
 */
export function useOrderList(onArrived: (count: number) => void) {
  const route = useRoute()
  const router = useRouter()
  const own = route.name
  const returned = kept?.path === route.fullPath ? kept : undefined
  const filters = ref<OrderFilters>(filtersOf(route.query))
  const list = useVersionedPages((token) => readOrders(filters.value, pageSize, token), returned?.pages ?? [])
  const { items, state, reset, refresh } = list

  const chosen = ref<ReadonlySet<string>>(returned?.chosen ?? new Set())
  const arrived = ref<ReadonlySet<string>>(returned?.arrived ?? new Set())

  const setFilters = (change: OrderFilters) => router.replace({ query: queryOf({ ...filters.value, ...change }) })

  const search = ref(filters.value.search ?? '')
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(search, (text) => {
    clearTimeout(timer)
    if (text.trim() !== (filters.value.search ?? '')) timer = setTimeout(() => void applySearch(), searchDelay)
  })
  onScopeDispose(() => { clearTimeout(timer) })

  let searching: Promise<void> = returned ? Promise.resolve() : reset()

  /** Resolves when the list is that of the text in the search field. */
  async function applySearch(): Promise<void> {
    clearTimeout(timer)
    await setFilters({ search: search.value.trim() })
    await searching
  }

  watch(() => route.query, (query) => {
    if (route.name !== own) return
    const wanted = filtersOf(query)
    if (JSON.stringify(wanted) === JSON.stringify(filters.value)) return
    filters.value = wanted
    if ((wanted.search ?? '') !== search.value.trim()) search.value = wanted.search ?? ''
    chosen.value = new Set()
    searching = reset()
  }, { flush: 'sync' })

  async function poll(): Promise<void> {
    if (state.value !== 'ready') return refresh()
    const known = new Set(items.value.map(({ id }) => id))
    const newest = items.value[0]?.createdAt ?? ''
    await refresh()
    const found = items.value.filter(({ id, createdAt }) => !known.has(id) && createdAt >= newest)
    if (!found.length) return
    arrived.value = new Set([...arrived.value, ...found.map(({ id }) => id)])
    onArrived(found.length)
  }
  usePolling(poll, interval)

  function choose(ids: readonly string[], on: boolean): void {
    const rest = [...chosen.value].filter((id) => !ids.includes(id))
    chosen.value = new Set(on ? [...rest, ...ids] : rest)
  }

  onBeforeRouteLeave((to, from) => {
    const left = new Set([...arrived.value].filter((id) => id !== to.params.orderId))
    kept = { path: from.fullPath, pages: list.pages.value, chosen: chosen.value, arrived: left }
  })

  const isFiltered = computed(() => Object.keys(filters.value).length > 0)
  return { ...list, filters, isFiltered, setFilters, search, applySearch, chosen, choose, arrived }
}
