import { nextTick, onMounted, onScopeDispose, watch, type Ref } from 'vue'
import { guardKeys } from './repeatedKeyGuard'

/** Milliseconds without presses on a row that has moved, because a press may be meant for the one before it. */
export const moveGuardDuration = 450

interface GuardedList {
  rows: () => HTMLElement[]
}

const lists = new Set<GuardedList>()
/** The positions before the update that is under way; undefined while there is none. */
let before: Map<HTMLElement, number> | undefined
const timers = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>()
let releaseKeys: () => void = () => undefined

/** The distance from the top of the window, without transforms, so that an animation does not hide a move. */
function topOf(element: HTMLElement): number {
  let top = 0
  for (let at: Element | null = element; at instanceof HTMLElement; at = at.offsetParent) top += at.offsetTop
  for (let at = element.parentElement; at; at = at.parentElement) top -= at.scrollTop
  return Math.round(top)
}

const allRows = () => [...lists].flatMap((list) => list.rows())
const positions = () => new Map(allRows().map((row) => [row, topOf(row)] as const))

function guard(row: HTMLElement): void {
  clearTimeout(timers.get(row))
  row.style.pointerEvents = 'none'
  timers.set(row, setTimeout(() => { row.style.pointerEvents = '' }, moveGuardDuration))
}

/** Guards all rows that are elsewhere, or new, after the update that is under way. */
async function guardMoved(): Promise<void> {
  if (before) return
  const old = (before = positions())
  await nextTick()
  before = undefined
  for (const [row, top] of positions()) if (old.get(row) !== top) guard(row)
}

/** Guards the rows of all lists that a change elsewhere on the page moves, such as a line that appears above them. */
export function useRowShift(changes: () => unknown): void {
  watch(changes, () => { void guardMoved() })
}

/**
 * Ignores the pointer for a moment on rows that appeared or moved under it, so that the second press of a double click,
 * or one that was on its way when somebody else's change arrived, does not act on another row; and the second of two
 * quick Enter keys when the focus has moved to another row. All guarded lists are watched together, since one that grows
 * moves those below it.
 * @param rowSelector Selects the rows within the list.
 * @param changes Whatever moves the rows when it changes.
 */
export function useMoveGuard(list: Readonly<Ref<HTMLElement | null>>, rowSelector: string, changes: () => unknown): void {
  const guarded: GuardedList = { rows: () => [...(list.value?.querySelectorAll<HTMLElement>(rowSelector) ?? [])] }
  if (!lists.size) releaseKeys = guardKeys(allRows, moveGuardDuration)
  lists.add(guarded)
  onMounted(() => { guarded.rows().forEach(guard) })
  onScopeDispose(() => {
    lists.delete(guarded)
    if (!lists.size) releaseKeys()
  })
  useRowShift(changes)
}
