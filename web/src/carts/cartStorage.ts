import type { CartChange } from './cartChange'

const cartIdKey = 'liveshop.cart'
const pendingKey = 'liveshop.cart.waiting'

// A browser may forbid storage; the cart then lasts as long as the page.
let fallback: string | undefined

export function loadCartId(): string | undefined {
  try {
    return localStorage.getItem(cartIdKey) ?? undefined
  } catch {
    return fallback
  }
}

export function saveCartId(id: string | undefined): void {
  fallback = id
  try {
    if (id) localStorage.setItem(cartIdKey, id)
    else localStorage.removeItem(cartIdKey)
  } catch {
    // The fallback has it.
  }
}

/** Changes that a reload interrupted. Their idempotency keys make it safe to send them again. */
export function loadPendingChanges(): CartChange[] {
  try {
    return JSON.parse(sessionStorage.getItem(pendingKey) ?? '[]') as CartChange[]
  } catch {
    return []
  }
}

/** Saves for this tab only, because each tab sends changes of its own. */
export function savePendingChanges(changes: readonly CartChange[]): void {
  try {
    sessionStorage.setItem(pendingKey, JSON.stringify(changes))
  } catch {
    // They are lost with the page.
  }
}
