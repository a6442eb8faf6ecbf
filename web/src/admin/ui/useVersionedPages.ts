import { onScopeDispose, ref, shallowRef } from 'vue'
import { serverNow } from '../../api/serverClock'
import { isNewer, newest, restoreConfirmation, restoreDetector, type Versioned } from '../../realtime/byVersion'

interface Listed extends Versioned {
  id: string
}

interface AnsweredPage<T> {
  items: T[]
  continuationToken: string | null
}

export interface LoadedPage<T> {
  /** Undefined for the first page. */
  token: string | undefined
  items: T[]
  /** Undefined for the last page. */
  next: string | undefined
}

/** Places in the list, from the first to the last one shown. */
export type ShownRange = readonly [first: number, last: number]

/**
 * A list that is read page by page, of which the pages shown can be read again.
 * @param read Reads a page; the list's query may change between calls, but not between two calls of `reset`.
 */
export function useVersionedPages<T extends Listed>(
  read: (token: string | undefined) => Promise<AnsweredPage<T>>,
  kept: readonly LoadedPage<T>[] = [],
) {
  const pages = shallowRef<readonly LoadedPage<T>[]>(kept)
  const items = shallowRef<T[]>(kept.flatMap((page) => page.items))
  const state = ref<'loading' | 'ready' | 'failed' | 'more-failed'>(kept.length ? 'ready' : 'loading')
  /** Whether the pages shown could not be read again. */
  const isStale = ref(false)
  /** When they were read last, by the server's clock in milliseconds. */
  const readAt = ref(serverNow())
  const hasMore = ref(kept.at(-1)?.next !== undefined)
  let latest = 0
  let confirmationTimer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => { clearTimeout(confirmationTimer) })

  function show(next: readonly LoadedPage<T>[]): void {
    pages.value = next
    items.value = next.flatMap((page) => page.items)
    hasMore.value = next.at(-1)?.next !== undefined
  }

  function onRead(): void {
    isStale.value = false
    readAt.value = serverNow()
  }

  async function readPage(token: string | undefined): Promise<LoadedPage<T>> {
    const answer = await read(token)
    // Copied here, so that an answer of another form fails like any other.
    return { token, items: [...answer.items], next: answer.continuationToken ?? undefined }
  }

  async function load(before: () => readonly LoadedPage<T>[], token: string | undefined, failed: 'failed' | 'more-failed'): Promise<void> {
    const request = ++latest
    state.value = 'loading'
    try {
      const page = await readPage(token)
      if (request !== latest) return
      show([...before(), page])
      state.value = 'ready'
      onRead()
    } catch {
      if (request === latest) state.value = failed
    }
  }

  /** Reads the first page; an answer to an older call is ignored. */
  const reset = () => load(() => [], undefined, 'failed')
  const more = () => load(() => pages.value, pages.value.at(-1)?.next, 'more-failed')

  const change = (to: (item: T) => T) => {
    show(pages.value.map((page) => ({ ...page, items: page.items.map(to) })))
  }

  /** Of the items that were answered with a lower version than the one shown, as after restoring a backup. */
  const restores = new Map<string, ReturnType<typeof restoreDetector>>()

  const confirmRestored = () => {
    clearTimeout(confirmationTimer)
    confirmationTimer = setTimeout(() => void refresh(), restoreConfirmation)
  }

  /** Replaces an item after an edit. A lower version than the one shown is confirmed by reading the list again. */
  function replace(item: T): void {
    if (items.value.some((shown) => shown.id === item.id && isNewer(shown, item))) confirmRestored()
    change((other) => (other.id === item.id ? newest(other, item) : other))
  }

  function remove(id: string): void {
    show(pages.value.map((page) => ({ ...page, items: page.items.filter((other) => other.id !== id) })))
  }

  /** @param held The item as it was shown when the request was sent. */
  function isRestored(held: T | undefined, answer: T, sentAt: number): boolean {
    if (!isNewer(held, answer) && !restores.has(answer.id)) return false
    const detector = restores.get(answer.id) ?? restoreDetector()
    const restored = detector.isRestored(held, answer, sentAt)
    if (detector.suspects) restores.set(answer.id, detector)
    else restores.delete(answer.id)
    return restored
  }

  /** Reads pages again from one place, at least to another, and until they go on with pages that are there. */
  async function readAgain(from: number, to: number): Promise<readonly LoadedPage<T>[]> {
    const found: LoadedPage<T>[] = []
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

  const placeOfPage = (item: number) => {
    let end = 0
    const place = pages.value.findIndex((page) => item < (end += page.items.length))
    return place < 0 ? pages.value.length - 1 : place
  }

  /** Reads the pages shown again, in the background; a failure, and a search that began meanwhile, leave them as they are. */
  async function refresh(range?: ShownRange): Promise<void> {
    if (state.value === 'loading') return
    if (state.value === 'failed') return reset()
    const request = latest
    const held = new Map(items.value.map((item) => [item.id, item]))
    const [from, to] = range ? [placeOfPage(range[0]), placeOfPage(range[1])] : [0, pages.value.length - 1]
    const sentAt = performance.now()
    const found = await readAgain(Math.max(0, from), to).catch(() => undefined)
    if (request !== latest) return
    isStale.value = !found
    if (!found) return
    onRead()
    const shown = new Map(items.value.map((item) => [item.id, item]))
    const unanswered = new Set(restores.keys())
    show(found.map((page) => ({
      ...page,
      items: page.items.map((item) => {
        unanswered.delete(item.id)
        return isRestored(held.get(item.id), item, sentAt) ? item : newest(shown.get(item.id), item)
      }),
    })))
    for (const id of unanswered) restores.delete(id)
    state.value = 'ready'
    if (restores.size) confirmRestored()
  }

  return { pages, items, state, isStale, readAt, hasMore, reset, more, refresh, change, replace, remove }
}
