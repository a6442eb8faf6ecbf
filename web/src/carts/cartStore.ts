import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { newIdempotencyKey } from '../api/idempotencyKey'
import type { Cart, CartItem, ProductCard } from '../api/types'
import { withRetry } from '../api/withRetry'
import { useOptimisticQueue } from '../ui/useOptimisticQueue'
import { createCart, isNotFound, readCart, sendChange } from './cartApi'
import { applyChange, asAddition, itemIdOf, supersedes, type CartChange, type ChosenProduct, type NamedProduct } from './cartChange'
import { claimCartId, loadCartId, loadPendingChanges, saveCartId, savePendingChanges, withCartLock } from './cartStorage'
import { takeOutOf, totalsOf, withCards } from './liveLines'
import { refusalOf, withCard, type Refusal } from './refusal'

/** In milliseconds. */
const maxReadDelay = 2_000

const emptyCart: Cart = { id: '', items: [], totals: [], shipping: null, total: null }

/** The customer's cart with optimistic changes; `refusals` says why the server did not accept one. */
export const useCartStore = defineStore('cart', () => {
  const confirmed = shallowRef<Cart>()
  const refusals = ref<Refusal[]>([])
  const loadFailed = ref(false)
  /** Pieces by item of the order just placed, until the server has taken them out of the cart as well. */
  const ordered = shallowRef<ReadonlyMap<string, number>>(new Map())
  /** The cards that the open stream shows now. */
  const cards = shallowRef<ReadonlyMap<string, ProductCard>>(new Map())
  let readTimer: ReturnType<typeof setTimeout> | undefined

  const queue = useOptimisticQueue<Cart, CartChange, Cart>({
    confirmed: () => confirmed.value ?? emptyCart,
    apply: (cart, change) => ({ ...cart, items: applyChange(cart.items, change) }),
    send,
    onAccepted: (_change, cart) => { show(cart) },
    onRefused: ({ product }, error) => { refusals.value = [...refusals.value, refusalOf(product, error)] },
    supersedes,
    restored: loadPendingChanges(),
  })
  watch(queue.pending, savePendingChanges, { flush: 'sync' })

  const isOrdered = ({ itemId, quantity }: CartItem) => quantity >= (ordered.value.get(itemId) ?? Infinity)
  const lines = computed(() => withCards(takeOutOf(queue.shown.value.items, ordered.value), cards.value))
  const count = computed(() => lines.value.reduce((sum, line) => sum + line.quantity, 0))
  /** One for each currency, of the lines that can be bought. */
  const totals = computed(() => totalsOf(lines.value))
  /** Of the cart as the server last confirmed it; nothing while it cannot be ordered. */
  const shipping = computed(() => queue.shown.value.shipping)
  const updating = computed(() => queue.pending.value.length > 0)

  const quantityOf = (itemId: string): number =>
    lines.value.find((line) => line.itemId === itemId)?.quantity ?? 0

  const refusalFor = (itemId: string): Refusal | undefined =>
    refusals.value.find((refusal) => itemIdOf(refusal.product) === itemId)

  function add(product: ChosenProduct, quantity = 1, streamId?: string): void {
    run({ kind: 'add', key: newIdempotencyKey(), product, quantity, ...(streamId ? { streamId } : {}) })
  }

  function setQuantity(product: NamedProduct, quantity: number): void {
    run({ kind: 'set', product, quantity })
  }

  function dismiss(itemId: string): void {
    refusals.value = refusals.value.filter((refusal) => itemIdOf(refusal.product) !== itemId)
  }

  function run(change: CartChange): void {
    const itemId = itemIdOf(change.product)
    dismiss(itemId)
    if (ordered.value.has(itemId)) takeOut(new Map())
    void queue.run(change)
  }

  function show(cart: Cart): void {
    confirmed.value = cart
    if (!cart.items.some(isOrdered)) takeOut(new Map())
  }

  /** Shows the cart without these pieces by item, which were ordered, at once. */
  function takeOut(pieces: ReadonlyMap<string, number>): void {
    ordered.value = pieces
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

  /** Shows the products as the open stream does. A product that leaves the stream, and the variants of one that changes, are read again. */
  function follow(shown: readonly ProductCard[]): void {
    const previous = cards.value
    cards.value = new Map(shown.map((card) => [card.id, card]))
    refusals.value = refusals.value.flatMap((refusal) => {
      const card = refusal.product.variantId ? undefined : cards.value.get(refusal.product.id)
      return (card ? withCard(refusal, card) : refusal) ?? []
    })
    const changed = (id: string) => previous.has(id) && JSON.stringify(previous.get(id)) !== JSON.stringify(cards.value.get(id))
    const toRead = lines.value.filter(({ productId, variantId, offerHeldUntil }) =>
      changed(productId) && (variantId || offerHeldUntil || !cards.value.has(productId)))
    if (toRead.length) readSoon()
  }

  /** Later by chance, because all who watch the stream are told at the same moment. */
  function readSoon(): void {
    clearTimeout(readTimer)
    readTimer = setTimeout(() => void load(), Math.random() * maxReadDelay)
  }

  /** Reads the cart with today's prices; an expired one is forgotten. */
  async function load(): Promise<void> {
    const id = loadCartId()
    if (!id || updating.value) return
    try {
      const cart = await readCart(id)
      if (!updating.value) show(cart)
      loadFailed.value = false
    } catch (error) {
      loadFailed.value = !isNotFound(error)
      if (!isNotFound(error)) return
      if (loadCartId() === id) saveCartId(undefined)
      confirmed.value = undefined
    }
  }

  return {
    lines, count, totals, shipping, updating, refusals, loadFailed, quantityOf, refusalFor, add, setQuantity, dismiss, follow, load, show, takeOut,
  }
})
