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

/** Runs one at a time over all tabs, where the browser has locks: only with HTTPS or on this machine. */
export async function withCartLock<T>(run: () => Promise<T>): Promise<T> {
  // Missing in pages that were loaded by HTTP from another machine.
  const locks = navigator.locks as LockManager | undefined
  return locks ? await locks.request(cartIdKey, run) : run()
}

/** Saves the id unless another tab has saved one meanwhile; returns the one that counts. */
export function claimCartId(id: string, expired: string | undefined): string {
  const saved = loadCartId()
  if (saved && saved !== expired) return saved
  saveCartId(id)
  return id
}
