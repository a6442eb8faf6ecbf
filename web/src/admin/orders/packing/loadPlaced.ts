import { ApiError } from '../../../api/problem'
import type { Order } from '../../../api/types'
import { readIfChanged, readOrders } from '../orderApi'

/** Orders of a request, and orders that are read at a time. */
const pageSize = 200
const atATime = 4

const oldestFirst = (one: Order, other: Order) => one.createdAt.localeCompare(other.createdAt)

interface Loading {
  signal: AbortSignal
  /** Told how many are there so far. */
  onProgress: (count: number) => void
}

/** All orders that are to be sent, oldest first. */
export async function loadPlaced(streamId: string | undefined, { signal, onProgress }: Loading): Promise<Order[]> {
  const found: Order[] = []
  let token: string | undefined
  do {
    const page = await readOrders({ status: 'placed', streamId }, pageSize, token)
    found.push(...page.items)
    onProgress(found.length)
    token = page.continuationToken ?? undefined
  } while (token && !signal.aborted)
  return found.toSorted(oldestFirst)
}

/** These orders, oldest first, without those that are not there. */
export async function loadChosen(ids: readonly string[], { signal, onProgress }: Loading): Promise<Order[]> {
  const found: Order[] = []
  const left = [...ids]
  const work = async () => {
    for (let id = left.shift(); id && !signal.aborted; id = left.shift()) {
      const order = await readIfChanged(id).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 404) return undefined
        throw error
      })
      if (order) found.push(order)
      onProgress(found.length)
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  return found.toSorted(oldestFirst)
}
