import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { ApiError } from '../api/problem'
import { usePolling } from '../ui/usePolling'
import { cancelOrder, readOrder } from './orderApi'
import { recentOrders } from './recentOrders'
import type { Order } from './types'

/** In milliseconds. */
const interval = 20_000
/** While it changes within seconds. */
const shortInterval = 2_000

/** No such order, or another key. */
const isUnknownOrder = (error: unknown) => error instanceof ApiError && [400, 401, 404].includes(error.status)

/** An order as its customer sees it, kept up to date. Without the key that its address has, this device may remember it. */
export function useOrder(id: string, givenKey: string | undefined) {
  const key = givenKey ?? recentOrders.value.find((order) => order.id === id)?.key
  const order = shallowRef<Order>()
  const isUnknown = ref(!key)
  const isUnreachable = ref(false)
  const cancelling = ref<'busy' | 'too-late' | 'failed'>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(next: Order): void {
    isUnreachable.value = false
    if (order.value && next.version < order.value.version) return
    order.value = next
    clearTimeout(timer)
    if (next.status === 'reserving') timer = setTimeout(() => void load(), shortInterval)
  }

  async function load(): Promise<void> {
    if (!key) return
    try {
      show(await readOrder(id, key))
    } catch (error) {
      if (isUnknownOrder(error)) isUnknown.value = true
      else isUnreachable.value = true
    }
  }

  async function cancel(): Promise<void> {
    if (!key || cancelling.value === 'busy') return
    cancelling.value = 'busy'
    try {
      show(await cancelOrder(id, key))
      cancelling.value = undefined
    } catch (error) {
      cancelling.value = error instanceof ApiError && error.status === 409 ? 'too-late' : 'failed'
      void load()
    }
  }

  usePolling(load, interval)
  onScopeDispose(() => { clearTimeout(timer) })

  const canCancel = computed(() => order.value?.status === 'reserving' || order.value?.status === 'awaiting-payment')
  return { order, key, isUnknown, isUnreachable, canCancel, cancelling, cancel }
}
