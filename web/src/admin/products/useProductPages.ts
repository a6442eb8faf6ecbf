import { onScopeDispose, ref, shallowRef } from 'vue'
import type { Product } from '../../api/types'
import { isNewer, newest, restoreConfirmation, restoreDetector } from '../../realtime/byVersion'

interface AnsweredPage {
  items: Product[]
  continuationToken: string | null
}

export interface LoadedPage {
  /** Undefined for the first page. */
  token: string | undefined
  items: Product[]
  /** Undefined for the last page. */
  next: string | undefined
}

/** Places in the list, from the first to the last one shown. */
export type ShownRange = readonly [first: number, last: number]

/**
 * A list that is read page by page, of which the pages shown can be read again.
 * @param read Reads a page; the list's query may change between calls, but not between two calls of `reset`.
 */
export function useProductPages(read: (token: string | undefined) => Promise<AnsweredPage>, kept: readonly LoadedPage[] = []) {
  const pages = shallowRef<readonly LoadedPage[]>(kept)
  const products = shallowRef<Product[]>(kept.flatMap(({ items }) => items))
  const state = ref<'loading' | 'ready' | 'failed' | 'more-failed'>(kept.length ? 'ready' : 'loading')
  const hasMore = ref(kept.at(-1)?.next !== undefined)
  let latest = 0
  let confirmationTimer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => { clearTimeout(confirmationTimer) })

  function show(next: readonly LoadedPage[]): void {
    pages.value = next
    products.value = next.flatMap(({ items }) => items)
    hasMore.value = next.at(-1)?.next !== undefined
  }

  async function readPage(token: string | undefined): Promise<LoadedPage> {
    const { items, continuationToken } = await read(token)
    // Copied here, so that an answer of another form fails like any other.
    return { token, items: [...items], next: continuationToken ?? undefined }
  }

  async function load(before: () => readonly LoadedPage[], token: string | undefined, failed: 'failed' | 'more-failed'): Promise<void> {
    const request = ++latest
    state.value = 'loading'
    try {
      const page = await readPage(token)
      if (request !== latest) return
      show([...before(), page])
      state.value = 'ready'
    } catch {
      if (request === latest) state.value = failed
    }
  }

  /** Reads the first page; an answer to an older call is ignored. */
  const reset = () => load(() => [], undefined, 'failed')
  const more = () => load(() => pages.value, pages.value.at(-1)?.next, 'more-failed')

  const change = (to: (product: Product) => Product) => {
    show(pages.value.map((page) => ({ ...page, items: page.items.map(to) })))
  }

  /** Of the products that were answered with a lower version than the one shown, as after restoring a backup. */
  const restores = new Map<string, ReturnType<typeof restoreDetector>>()

  const confirmRestored = () => {
    clearTimeout(confirmationTimer)
    confirmationTimer = setTimeout(() => void refresh(), restoreConfirmation)
  }

  /** Replaces a product after an edit. A lower version than the one shown is confirmed by reading the products again. */
  function replace(product: Product): void {
    if (products.value.some((shown) => shown.id === product.id && isNewer(shown, product))) confirmRestored()
    change((other) => (other.id === product.id ? newest(other, product) : other))
  }

  function remove(id: string): void {
    show(pages.value.map((page) => ({ ...page, items: page.items.filter((other) => other.id !== id) })))
  }

  /** @param held The product as it was shown when the request was sent. */
  function isRestored(held: Product | undefined, answer: Product, sentAt: number): boolean {
    if (!isNewer(held, answer) && !restores.has(answer.id)) return false
    const detector = restores.get(answer.id) ?? restoreDetector()
    const restored = detector.isRestored(held, answer, sentAt)
    if (detector.suspects) restores.set(answer.id, detector)
    else restores.delete(answer.id)
    return restored
  }

  /** Reads pages again from one place, at least to another, and until they go on with pages that are there. */
  async function readAgain(from: number, to: number): Promise<readonly LoadedPage[]> {
    const found: LoadedPage[] = []
    let token = pages.value[from]?.token
    do {
      const page = await readPage(token)
      found.push(page)
      token = page.next
      const at = from + found.length
      if (at > to && token === pages.value[at]?.token) break
    } while (token !== undefined && from + found.length < pages.value.length)
    const rest = token === undefined ? [] : pages.value.slice(from + found.length)
    return [...pages.value.slice(0, from), ...found, ...rest]
  }

  const placeOfPage = (product: number) => {
    let end = 0
    const place = pages.value.findIndex(({ items }) => product < (end += items.length))
    return place < 0 ? pages.value.length - 1 : place
  }

  /** Reads the pages shown again, in the background; a failure, and a search that began meanwhile, leave them as they are. */
  async function refresh(range?: ShownRange): Promise<void> {
    if (state.value === 'loading') return
    if (state.value === 'failed') return reset()
    const request = latest
    const held = new Map(products.value.map((product) => [product.id, product]))
    const [from, to] = range ? [placeOfPage(range[0]), placeOfPage(range[1])] : [0, pages.value.length - 1]
    const sentAt = performance.now()
    const found = await readAgain(Math.max(0, from), to).catch(() => undefined)
    if (!found || request !== latest) return
    const shown = new Map(products.value.map((product) => [product.id, product]))
    const unanswered = new Set(restores.keys())
    show(found.map((page) => ({
      ...page,
      items: page.items.map((product) => {
        unanswered.delete(product.id)
        return isRestored(held.get(product.id), product, sentAt) ? product : newest(shown.get(product.id), product)
      }),
    })))
    for (const id of unanswered) restores.delete(id)
    state.value = 'ready'
    if (restores.size) confirmRestored()
  }

  return { pages, products, state, hasMore, reset, more, refresh, change, replace, remove }
}
