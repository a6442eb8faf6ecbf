import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Cart, ProductCard } from '../api/types'
import { createCart, isNotFound, persistently, readCart, sendChange } from './cartApi'
import { applyChange, asAddition, enqueue, newKey, type CartChange, type NamedProduct } from './cartChange'
import { refusalOf, type Refusal } from './refusal'
import { rememberCart, rememberChanges, rememberedCart, rememberedChanges } from './rememberedCart'

/**
 * The customer's cart: the server's, with the changes still under way laid over it. A change shows at
 * once; when the server refuses it, it is gone again and `refusals` says why.
 */
export const useCartStore = defineStore('cart', () => {
  const confirmed = shallowRef<Cart>()
  const waiting = shallowRef<CartChange[]>(rememberedChanges())
  const refusals = ref<Refusal[]>([])
  const loadFailed = ref(false)
  let sending = false

  const lines = computed(() => waiting.value.reduce(applyChange, confirmed.value?.items ?? []))
  const count = computed(() => lines.value.reduce((sum, line) => sum + line.quantity, 0))
  /** The server's totals, one for each currency; out of date while `updating`. */
  const totals = computed(() => confirmed.value?.totals ?? [])
  const updating = computed(() => waiting.value.length > 0)

  const quantityOf = (productId: string): number =>
    lines.value.find((line) => line.productId === productId)?.quantity ?? 0

  const refusalFor = (productId: string): Refusal | undefined =>
    refusals.value.find((refusal) => refusal.product.id === productId)

  function add(product: ProductCard, quantity = 1, streamId?: string): void {
    change({ kind: 'add', key: newKey(), product, quantity, ...(streamId ? { streamId } : {}) })
  }

  function setQuantity(product: NamedProduct, quantity: number): void {
    change({ kind: 'set', product, quantity })
  }

  function dismiss(productId: string): void {
    refusals.value = refusals.value.filter((refusal) => refusal.product.id !== productId)
  }

  function change(next: CartChange): void {
    dismiss(next.product.id)
    setWaiting(enqueue(waiting.value, next, sending ? 1 : 0))
    void sendAll()
  }

  function setWaiting(changes: CartChange[]): void {
    waiting.value = changes
    rememberChanges(changes)
  }

  /** One after the other, so that a late answer never covers a newer one. */
  async function sendAll(): Promise<void> {
    if (sending) return
    sending = true
    for (let next = waiting.value[0]; next; next = waiting.value[0]) {
      const { product } = next
      try {
        confirmed.value = await send(next)
      } catch (error) {
        refusals.value = [...refusals.value, refusalOf(product, error)]
      }
      setWaiting(waiting.value.slice(1))
    }
    sending = false
  }

  async function send(next: CartChange): Promise<Cart> {
    const id = confirmed.value?.id ?? rememberedCart() ?? (await begin())
    try {
      return await persistently(() => sendChange(id, next))
    } catch (error) {
      // Not found may mean the product, or a cart that has expired.
      if (!isNotFound(error) || !(await hasExpired(id))) throw error
      const fresh = await begin()
      return persistently(() => sendChange(fresh, asAddition(next)))
    }
  }

  async function begin(): Promise<string> {
    const cart = await persistently(createCart)
    confirmed.value = cart
    rememberCart(cart.id)
    return cart.id
  }

  const hasExpired = (id: string) => persistently(() => readCart(id)).then(() => false, isNotFound)

  /** Reads the cart as it is now, with today's prices; an expired one is forgotten. */
  async function load(): Promise<void> {
    const id = rememberedCart()
    if (!id || sending) return
    try {
      const cart = await readCart(id)
      if (!sending) confirmed.value = cart
      loadFailed.value = false
    } catch (error) {
      loadFailed.value = !isNotFound(error)
      if (!isNotFound(error)) return
      rememberCart(undefined)
      confirmed.value = undefined
    }
  }

  // What a reload interrupted.
  void sendAll()

  return { lines, count, totals, updating, refusals, loadFailed, quantityOf, refusalFor, add, setQuantity, dismiss, load }
})
