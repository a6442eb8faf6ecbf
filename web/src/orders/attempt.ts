import type { CheckoutDetails } from './types'

/** A checkout that was sent and whose outcome is not known yet. Sent again, it makes the same order. */
export interface Attempt {
  cartId: string
  /** The idempotency key. */
  key: string
  details: CheckoutDetails
}

const storageKey = 'liveshop.checkout'

/** The attempt that a reload interrupted. */
export function loadAttempt(): Attempt | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Attempt | null ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps it for this tab only, because it holds a name and an address. */
export function saveAttempt(attempt: Attempt | undefined): void {
  try {
    if (attempt) sessionStorage.setItem(storageKey, JSON.stringify(attempt))
    else sessionStorage.removeItem(storageKey)
  } catch {
    // It lasts as long as the page.
  }
}
