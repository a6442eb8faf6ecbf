import { shallowRef } from 'vue'
import { waitOrWake } from '../api/wait'

/** The cart's sheet with the checkout, which the first product does not wait for; undefined until it is loaded. */
export const cartDrawer = shallowRef<typeof import('./drawer').CartDrawer>()

/** Milliseconds between the attempts to load it. */
const retryDelay = 1_000
const maxAttempts = 3

/** Loads the cart's sheet, unless it is there already; rejects when it cannot be loaded. */
export async function loadCartDrawer(): Promise<void> {
  cartDrawer.value ??= (await import('./drawer')).CartDrawer
}

/** Loads it for a customer who waits for it. Where it is gone, as after a deployment, the page is loaded anew. */
export async function requireCartDrawer(attempts = maxAttempts): Promise<void> {
  try {
    await loadCartDrawer()
  } catch {
    if (attempts === 1 && navigator.onLine) location.reload()
    await waitOrWake(retryDelay)
    await requireCartDrawer(Math.max(attempts - 1, 1))
  }
}
