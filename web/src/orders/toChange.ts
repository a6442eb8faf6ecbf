import type { CartItem } from '../api/types'
import { lineProblem, piecesLeftOf } from '../carts/liveLines'
import type { ShortLine } from './types'

/** A line of the cart of which there is not enough. */
export interface LineToChange {
  item: CartItem
  /** Pieces that can be had; 0 when it has to be taken out. */
  left: number
}

/**
 * The lines that cannot be ordered as they are.
 * @param short What the server said was left when it refused an order.
 */
export function linesToChange(items: readonly CartItem[], short: readonly ShortLine[] = []): LineToChange[] {
  const available = new Map(short.map((line) => [line.itemId, line.available ?? Infinity]))
  return items
    .map((item) => ({ item, left: Math.min(piecesLeftOf(item), available.get(item.itemId) ?? Infinity) }))
    .filter(({ item, left }) => lineProblem(item) ?? left < item.quantity)
}
