import { onScopeDispose, watch } from 'vue'
import type { PinnedProduct } from '../../api/types'
import { moveGuardDuration } from '../../ui/useMoveGuard'

interface ShowKeys {
  rows: () => readonly PinnedProduct[]
  next: () => PinnedProduct | undefined
  show: (pin: PinnedProduct) => void
  hideAll: () => void
  undo: () => void
  redo: () => void
}

/** Returns whether what is watched changed just now, so that a key may be meant for what was there before. */
function justChanged(watched: () => unknown): () => boolean {
  let at = -Infinity
  watch(watched, () => { at = performance.now() })
  return () => performance.now() - at < moveGuardDuration
}

/** Keys of the run of show: 1 to 9 show that row now, N the next hidden product, H hides all, Ctrl+Z undoes, Ctrl+Shift+Z and Ctrl+Y redo. */
export function useShowKeys({ rows, next, show, hideAll, undo, redo }: ShowKeys): void {
  const rowsMoved = justChanged(() => rows().map((pin) => pin.productId).join())
  const nextChanged = justChanged(() => next()?.productId)

  function onKey(event: KeyboardEvent): void {
    const busy = event.target instanceof Element && event.target.closest('input, textarea, select, dialog')
    if (busy || event.defaultPrevented || event.repeat || event.altKey || document.querySelector('dialog[open]')) return
    const key = event.key.toLowerCase()
    if (event.ctrlKey || event.metaKey) {
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      return key === 'y' || event.shiftKey ? redo() : undo()
    }
    if (key === 'h') return hideAll()
    const pin = key === 'n' ? next() : /^[1-9]$/.test(key) ? rows()[Number(key) - 1] : undefined
    if (pin && !(key === 'n' ? nextChanged : rowsMoved)()) show(pin)
  }

  addEventListener('keydown', onKey)
  onScopeDispose(() => { removeEventListener('keydown', onKey) })
}
