import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Cart, ProductCard } from '../api/types'
import { withRetry } from '../api/withRetry'
import { useOptimisticQueue } from '../ui/useOptimisticQueue'
import { createCart, isNotFound, readCart, sendChange } from './cartApi'
import { applyChange, asAddition, newKey, supersedes, type CartChange, type NamedProduct } from './cartChange'
import { loadCartId, loadPendingChanges, saveCartId, savePendingChanges } from './cartStorage'
import { refusalOf, type Refusal } from './refusal'

const emptyCart: Cart = { id: '', items: [], totals: [] }

/** The customer's cart with optimistic changes; `refusals` says why the server did not accept one. */
export const useCartStore = defineStore('cart', () => {
  const confirmed = shallowRef<Cart>()
  const refusals = ref<Refusal[]>([])
  const loadFailed = ref(false)

  const queue = useOptimisticQueue<Cart, CartChange, Cart>({
    confirmed: () => confirmed.value ?? emptyCart,
    apply: (cart, change) => ({ ...cart, items: applyChange(cart.items, change) }),
    send,
    onAccepted: (_change, cart) => { confirmed.value = cart },
    onRefused: ({ product }, error) => { refusals.value = [...refusals.value, refusalOf(product, error)] },
    supersedes,
    restored: loadPendingChanges(),
  })
  watch(queue.pending, savePendingChanges, { flush: 'sync' })

  const lines = computed(() => queue.shown.value.items)
  const count = computed(() => lines.value.reduce((sum, line) => sum + line.quantity, 0))
  /** The server's totals, one for each currency; out of date while `updating`. */
  const totals = computed(() => confirmed.value?.totals ?? [])
  const updating = computed(() => queue.pending.value.length > 0)

  const quantityOf = (productId: string): number =>
    lines.value.find((line) => line.productId === productId)?.quantity ?? 0

  const refusalFor = (productId: string): Refusal | undefined =>
    refusals.value.find((refusal) => refusal.product.id === productId)

  function add(product: ProductCard, quantity = 1, streamId?: string): void {
    run({ kind: 'add', key: newKey(), product, quantity, ...(streamId ? { streamId } : {}) })
  }

  function setQuantity(product: NamedProduct, quantity: number): void {
    run({ kind: 'set', product, quantity })
  }

  function dismiss(productId: string): void {
    refusals.value = refusals.value.filter((refusal) => refusal.product.id !== productId)
  }

  function run(change: CartChange): void {
    dismiss(change.product.id)
    void queue.run(change)
  }

  async function send(change: CartChange): Promise<Cart> {
    const id = confirmed.value?.id ?? loadCartId() ?? (await begin())
    try {
      return await withRetry(() => sendChange(id, change))
    } catch (error) {
      // A 404 means that either the product or the cart does not exist any more.
      if (!isNotFound(error) || !(await hasExpired(id))) throw error
      const newId = await begin()
      return withRetry(() => sendChange(newId, asAddition(change)))
    }
  }

  async function begin(): Promise<string> {
    const cart = await withRetry(createCart)
    confirmed.value = cart
    saveCartId(cart.id)
    return cart.id
  }

  const hasExpired = (id: string) => withRetry(() => readCart(id)).then(() => false, isNotFound)

  /** Reads the cart with today's prices; an expired one is forgotten. */
  async function load(): Promise<void> {
    const id = loadCartId()
    if (!id || updating.value) return
    try {
      const cart = await readCart(id)
      if (!updating.value) confirmed.value = cart
      loadFailed.value = false
    } catch (error) {
      loadFailed.value = !isNotFound(error)
      if (!isNotFound(error)) return
      saveCartId(undefined)
      confirmed.value = undefined
    }
  }

  return { lines, count, totals, updating, refusals, loadFailed, quantityOf, refusalFor, add, setQuantity, dismiss, load }
})
