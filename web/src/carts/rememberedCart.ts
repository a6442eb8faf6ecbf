import type { CartChange } from './cartChange'

const key = 'liveshop.cart'
const waitingKey = 'liveshop.cart.waiting'

// A browser may forbid storage; the cart then lives as long as the page.
let fallback: string | undefined

export function rememberedCart(): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return fallback
  }
}

export function rememberCart(id: string | undefined): void {
  fallback = id
  try {
    if (id) localStorage.setItem(key, id)
    else localStorage.removeItem(key)
  } catch {
    // Kept in the fallback.
  }
}

/** What a reload interrupted; its key makes the server count an addition once that had arrived after all. */
export function rememberedChanges(): CartChange[] {
  try {
    return JSON.parse(sessionStorage.getItem(waitingKey) ?? '[]') as CartChange[]
  } catch {
    return []
  }
}

/** For this tab only: another one has changes of its own. */
export function rememberChanges(waiting: readonly CartChange[]): void {
  try {
    sessionStorage.setItem(waitingKey, JSON.stringify(waiting))
  } catch {
    // They then live as long as the page.
  }
}
