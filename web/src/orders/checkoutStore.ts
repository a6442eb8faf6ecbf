import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { newIdempotencyKey } from '../api/idempotencyKey'
import { waitOrWake } from '../api/wait'
import { withRetry } from '../api/withRetry'
import { loadCartId } from '../carts/cartStorage'
import { useCartStore } from '../carts/cartStore'
import { loadShop } from '../shop/shop'
import { loadAttempt, saveAttempt, type Attempt } from './attempt'
import { saveDraft } from './draft'
import { sendAttempt } from './orderApi'
import { cartIn, problemOf, type CheckoutProblem } from './problem'
import { rememberOrder } from './recentOrders'
import type { CheckoutDetails, PlacedOrder } from './types'

/** Milliseconds until the cart is read after an order is placed, because the server takes its lines out a moment later. */
const cartReadDelays = [500, 2_000, 5_000]

/**
 * Orders the cart. An attempt keeps its key until an answer ends it, so that neither a double click nor a lost answer, a
 * reload or going back orders twice.
 */
export const useCheckoutStore = defineStore('checkout', () => {
  const cart = useCartStore()
  const attempt = shallowRef(loadAttempt())
  const sending = ref(false)
  const problem = shallowRef<CheckoutProblem>()
  const placed = shallowRef<PlacedOrder>()

  function keep(next: Attempt | undefined): void {
    attempt.value = next
    saveAttempt(next)
  }

  /** Orders with these details; an earlier attempt whose outcome is not known goes first. */
  async function order(details: CheckoutDetails): Promise<void> {
    if (sending.value) return
    if (!attempt.value) {
      sending.value = true
      await whenCartIsUpdated()
      sending.value = false
      const cartId = loadCartId()
      if (cartId) keep({ cartId, key: newIdempotencyKey(), details })
      else problem.value = { kind: 'cart-empty' }
    }
    await resume()
  }

  /** Sends the attempt that has no answer yet, if there is one. */
  async function resume(): Promise<void> {
    const current = attempt.value
    if (!current || sending.value) return
    sending.value = true
    problem.value = undefined
    try {
      onPlaced(await withRetry(() => sendAttempt(current)))
    } catch (error) {
      onRefused(error, current)
    } finally {
      sending.value = false
    }
  }

  /** Changes of the cart that are under way belong to the order. */
  async function whenCartIsUpdated(): Promise<void> {
    if (cart.updating) await new Promise<void>((resolve) => { watch(() => cart.updating, () => { resolve() }, { once: true }) })
  }

  function onPlaced(answer: PlacedOrder): void {
    keep(undefined)
    placed.value = answer
    const { order, orderKey } = answer
    rememberOrder({ id: order.id, number: order.number, key: orderKey })
    if (order.status === 'awaiting-payment') return
    saveDraft(undefined)
    cart.takeOut(new Map(order.lines.map(({ itemId, quantity }) => [itemId, quantity])))
    void readCart()
  }

  /** Reads the cart again until the server has taken the lines of a placed order out of it. */
  async function readCart(): Promise<void> {
    for (const delay of cartReadDelays) {
      await waitOrWake(delay)
      await cart.load()
    }
  }

  function onRefused(error: unknown, { details }: Attempt): void {
    problem.value = problemOf(error, details.expectedTotal)
    if (problem.value.kind === 'unknown') return
    keep(undefined)
    const current = cartIn(error)
    if (current) {
      // The cards of the open stream may be older than it.
      cart.follow([])
      cart.show(current)
    } else void cart.load()
    if (problem.value.kind === 'price-changed' || problem.value.kind === 'payment-not-offered') void loadShop()
  }

  /** Forgets what was told, when the customer has left the checkout. */
  function leave(): void {
    placed.value = problem.value = undefined
  }

  return { attempt, sending, problem, placed, order, resume, readCart, leave }
})
