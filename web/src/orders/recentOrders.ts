import { readonly, shallowRef } from 'vue'

/** An order of this device. Its key lets whoever has it read the order. */
export interface RecentOrder {
  id: string
  number: string
  key: string
}

const storageKey = 'liveshop.orders'
const remembered = 3

function load(): RecentOrder[] {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '[]') as RecentOrder[]
  } catch {
    return []
  }
}

const orders = shallowRef(load())

// Another tab of this device ordered, or forgot; without a key when it forgot everything.
addEventListener('storage', ({ key }) => { if (key === storageKey || key === null) orders.value = load() })

function save(next: RecentOrder[]): void {
  orders.value = next
  try {
    if (next.length) localStorage.setItem(storageKey, JSON.stringify(next))
    else localStorage.removeItem(storageKey)
  } catch {
    // They last as long as the page.
  }
}

/** The last orders of this device, newest first. */
export const recentOrders = readonly(orders)

export function rememberOrder(order: RecentOrder): void {
  save([order, ...load().filter(({ id }) => id !== order.id)].slice(0, remembered))
}

export function forgetOrder(id: string): void {
  save(load().filter((order) => order.id !== id))
}

/** The address of the order's page. The key stands in the fragment, which a browser never sends to a server. */
export const orderAddress = ({ id, key }: Pick<RecentOrder, 'id' | 'key'>): string => `/orders/${id}#key=${key}`

/** The key in an address's fragment. */
export const keyIn = (fragment: string): string | undefined => new URLSearchParams(fragment.slice(1)).get('key') ?? undefined
