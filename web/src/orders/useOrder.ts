import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { ApiError } from '../api/problem'
import { usePolling } from '../ui/usePolling'
import { useCheckoutStore } from './checkoutStore'
import { saveDraft } from './draft'
import { cancelOrder, readOrder } from './orderApi'
import { recentOrders } from './recentOrders'
import type { Order } from './types'

/** In milliseconds. */
const interval = 20_000
/** The shorter ones of states that end soon. */
const intervals: Partial<Record<Order['status'], number>> = { reserving: 2_000, 'awaiting-payment': 4_000 }

/** From where at the payment provider the customer came back: from its end, or before. */
export type Arrival = 'done' | 'left' | undefined

/** No such order, or another key. */
const isUnknownOrder = (error: unknown) => error instanceof ApiError && [400, 401, 404].includes(error.status)

export type CancelState = 'busy' | 'too-late' | 'processing' | 'failed'

function cancelFailure(error: unknown): CancelState {
  if (!(error instanceof ApiError) || error.status !== 409) return 'failed'
  return error.slug === 'payment-processing' ? 'processing' : 'too-late'
}

/** An order as its customer sees it, kept up to date. Without the key that its address has, this device may remember it. */
export function useOrder(id: string, givenKey: string | undefined, arrival?: Arrival) {
  const key = givenKey ?? recentOrders.value.find((order) => order.id === id)?.key
  const checkout = useCheckoutStore()
  const order = shallowRef<Order>()
  const isUnknown = ref(!key)
  const isUnreachable = ref(false)
  const cancelling = ref<CancelState>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(next: Order): void {
    isUnreachable.value = false
    if (order.value && next.version < order.value.version) return
    const wasUnpaid = order.value ? order.value.status === 'awaiting-payment' : arrival === 'done'
    if (wasUnpaid && next.status === 'placed') {
      saveDraft(undefined)
      void checkout.readCart()
    }
    order.value = next
    clearTimeout(timer)
    const soon = intervals[next.status]
    if (soon) timer = setTimeout(() => { if (document.visibilityState === 'visible') void load() }, soon)
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
      cancelling.value = cancelFailure(error)
      void load()
    }
  }

  usePolling(load, interval)
  onScopeDispose(() => { clearTimeout(timer) })

  const canCancel = computed(() => order.value?.status === 'reserving' || order.value?.status === 'awaiting-payment')
  return { order, key, isUnknown, isUnreachable, canCancel, cancelling, cancel }
}
