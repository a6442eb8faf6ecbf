import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { newIdempotencyKey } from '../api/idempotencyKey'
import type { Cart, ProductCard } from '../api/types'
import { withRetry } from '../api/withRetry'
import { useOptimisticQueue } from '../ui/useOptimisticQueue'
import { createCart, isNotFound, readCart, sendChange } from './cartApi'
import { applyChange, asAddition, supersedes, type CartChange, type NamedProduct } from './cartChange'
import { claimCartId, loadCartId, loadPendingChanges, saveCartId, savePendingChanges, withCartLock } from './cartStorage'
import { totalsOf, withCards } from './liveLines'
import { refusalOf, withStock, type Refusal } from './refusal'

const emptyCart: Cart = { id: '', items: [], totals: [] }

/** The customer's cart with optimistic changes; `refusals` says why the server did not accept one. */
export const useCartStore = defineStore('cart', () => {
  const confirmed = shallowRef<Cart>()
  const refusals = ref<Refusal[]>([])
  const loadFailed = ref(false)
  /** The cards that the open stream shows now. */
  const cards = shallowRef<ReadonlyMap<string, ProductCard>>(new Map())

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

  const lines = computed(() => withCards(queue.shown.value.items, cards.value))
  const count = computed(() => lines.value.reduce((sum, line) => sum + line.quantity, 0))
  /** One for each currency, of the lines that can be bought. */
  const totals = computed(() => totalsOf(lines.value))
  const updating = computed(() => queue.pending.value.length > 0)

  const quantityOf = (productId: string): number =>
    lines.value.find((line) => line.productId === productId)?.quantity ?? 0

  const refusalFor = (productId: string): Refusal | undefined =>
    refusals.value.find((refusal) => refusal.product.id === productId)

  function add(product: ProductCard, quantity = 1, streamId?: string): void {
    run({ kind: 'add', key: newIdempotencyKey(), product, quantity, ...(streamId ? { streamId } : {}) })
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
    // The saved id first: another tab may have begun a new cart since.
    const id = loadCartId() ?? confirmed.value?.id ?? (await begin())
    try {
      return await withRetry(() => sendChange(id, change))
    } catch (error) {
      // A 404 means that either the product or the cart does not exist any more.
      if (!isNotFound(error) || !(await hasExpired(id))) throw error
      const newId = await begin(id)
      return withRetry(() => sendChange(newId, asAddition(change)))
    }
  }

  /** Creates a cart, unless another tab has done so meanwhile, and returns its id. */
  function begin(expired?: string): Promise<string> {
    return withCartLock(async () => {
      const saved = loadCartId()
      if (saved && saved !== expired) return saved
      return claimCartId((await withRetry(createCart)).id, expired)
    })
  }

  const hasExpired = (id: string) => withRetry(() => readCart(id)).then(() => false, isNotFound)

  /** Shows the products as the open stream does. A product that leaves the stream is read again. */
  function follow(shown: readonly ProductCard[]): void {
    const previous = cards.value
    cards.value = new Map(shown.map((card) => [card.id, card]))
    refusals.value = refusals.value.flatMap((refusal) => {
      const card = cards.value.get(refusal.product.id)
      return (card ? withStock(refusal, card.stock) : refusal) ?? []
    })
    if (lines.value.some(({ productId }) => previous.has(productId) && !cards.value.has(productId))) void load()
  }

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
      if (loadCartId() === id) saveCartId(undefined)
      confirmed.value = undefined
    }
  }

  return { lines, count, totals, updating, refusals, loadFailed, quantityOf, refusalFor, add, setQuantity, dismiss, follow, load }
})
