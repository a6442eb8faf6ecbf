import type { Order } from '../../../api/types'

export interface PickLine {
  key: string
  name: string
  optionValues: readonly string[]
  sku: string | null
  quantity: number
}

/** All pieces of these orders, by variant: what has to be fetched from the shelves. */
export function pickList(orders: readonly Order[], locale: string): PickLine[] {
  const byVariant = new Map<string, PickLine>()
  for (const { productId, variantId, name, optionValues, sku, quantity } of orders.flatMap(({ lines }) => lines)) {
    const key = `${productId} ${variantId}`
    const known = byVariant.get(key)
    byVariant.set(key, { key, name, optionValues, sku, quantity: quantity + (known?.quantity ?? 0) })
  }
  const text = ({ name, optionValues }: PickLine) => [name, ...optionValues].join(' ')
  const collator = new Intl.Collator(locale, { numeric: true })
  return [...byVariant.values()].toSorted((one, other) => collator.compare(text(one), text(other)))
}
