import { onScopeDispose, watch } from 'vue'
import type { PinnedProduct } from '../../api/types'
import { moveGuardDuration } from '../../ui/useMoveGuard'

interface ShowCommands {
  row: (pin: PinnedProduct) => void
  next: () => void
  hideAll: () => void
}

/**
 * Keys of the run of show: 1 to 9 show that row now, N the next hidden product, H hides all. Just after the rows have moved 1 to 9
 * and N are ignored, because the key may be meant for what stood there before.
 */
export function useShowKeys(pins: () => readonly PinnedProduct[], commands: ShowCommands): void {
  let movedAt = -Infinity
  watch(() => pins().map(({ productId, isActive }) => `${productId} ${isActive}`).join(), () => { movedAt = performance.now() })

  function onKey(event: KeyboardEvent): void {
    const busy = event.target instanceof Element && event.target.closest('input, textarea, select, dialog')
    if (busy || event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    if (document.querySelector('dialog[open]')) return
    const key = event.key.toLowerCase()
    const pin = /^[1-9]$/.test(key) ? pins()[Number(key) - 1] : undefined
    if (key === 'h') commands.hideAll()
    else if (performance.now() - movedAt < moveGuardDuration) return
    else if (key === 'n') commands.next()
    else if (pin) commands.row(pin)
  }

  addEventListener('keydown', onKey)
  onScopeDispose(() => { removeEventListener('keydown', onKey) })
}
