import { computed, ref, shallowRef } from 'vue'
import { ApiError } from '../../../api/problem'
import { serverNow } from '../../../api/serverClock'
import { isNewer, restoreDetector } from '../../../realtime/byVersion'
import { usePolling } from '../../../ui/usePolling'
import { reasonOf, type Reason } from '../../reasons'
import type { Order, OrderEvent } from '../../../api/types'
import { commandOf, type OrderAction } from '../orderActions'
import { readIfChanged, sendCommand } from '../orderApi'

/** Milliseconds between two looks at the order that is open. */
const interval = 5_000

/** Why an action was not carried out; `changed` when somebody else was first. */
export interface ActionFailure {
  action: OrderAction
  reason: Reason | 'changed'
  /** The last part of the problem's type. */
  slug: string
}

const isOrder = (value: unknown, id: string): value is Order =>
  typeof value === 'object' && value !== null && 'history' in value && (value as Order).id === id

/** A single order, read again regularly, with the commands on it, which run one at a time. */
export function useOrder(id: string) {
  const order = shallowRef<Order>()
  const problem = ref<'failed' | 'unknown'>()
  const isStale = ref(false)
  const readAt = ref(serverNow())
  const running = ref<OrderAction>()
  const failure = shallowRef<ActionFailure>()
  /** Changes that others made to the order since it was opened, or since the last command. */
  const meanwhile = shallowRef<readonly OrderEvent[]>([])
  const restores = restoreDetector()

  function apply(next: Order, isOwn = false): void {
    const known = order.value?.history.length ?? next.history.length
    meanwhile.value = isOwn ? [] : [...meanwhile.value, ...next.history.slice(known)]
    order.value = next
  }

  async function load(): Promise<void> {
    const held = order.value
    const sentAt = performance.now()
    try {
      const answer = await readIfChanged(id, held)
      isStale.value = false
      problem.value = undefined
      readAt.value = serverNow()
      if (answer && (restores.isRestored(held, answer, sentAt) || isNewer(answer, order.value))) apply(answer)
    } catch (error) {
      isStale.value = true
      if (!order.value) problem.value = error instanceof ApiError && error.status === 404 ? 'unknown' : 'failed'
    }
  }
  usePolling(load, interval)

  async function onFailed(action: OrderAction, error: unknown): Promise<void> {
    const slug = error instanceof ApiError ? error.slug : ''
    const current = error instanceof ApiError ? error.current : undefined
    if (isOrder(current, id) && isNewer(current, order.value)) apply(current)
    // An answer that was lost may have been a success.
    else await load()
    const isConflict = error instanceof ApiError && (error.status === 412 || slug === 'order-state')
    failure.value = { action, slug, reason: isConflict ? 'changed' : reasonOf(error) }
  }

  /** Returns whether the server carried it out. */
  async function run(action: OrderAction): Promise<boolean> {
    const seen = order.value
    if (!seen || running.value) return false
    running.value = action
    failure.value = undefined
    meanwhile.value = []
    try {
      apply(await sendCommand(seen, commandOf[action]), true)
      return true
    } catch (error) {
      await onFailed(action, error)
      return false
    } finally {
      running.value = undefined
    }
  }

  const isLoading = computed(() => !order.value && !problem.value)
  return { order, problem, isLoading, isStale, readAt, running, failure, meanwhile, run }
}
