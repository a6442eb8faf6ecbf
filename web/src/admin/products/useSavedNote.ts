import { onScopeDispose, shallowRef } from 'vue'
import { announce } from '../../ui/announcer'
import { useAdminMessages, type AdminMessages } from '../i18n'

/** Milliseconds for which the note is shown; longer when there is something to decide. */
const noteDuration = 6_000
const undoDuration = 12_000

export interface SavedNoteContent {
  id: number
  text: (m: AdminMessages) => string
  undo?: (() => void) | undefined
}

/** A note that something was saved, shown for a moment and announced. */
export function useSavedNote() {
  const m = useAdminMessages()
  const content = shallowRef<SavedNoteContent>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let held = false
  let lastId = 0

  function expire(): void {
    if (held) timer = setTimeout(expire, noteDuration)
    else content.value = undefined
  }

  function show(text: (m: AdminMessages) => string, undo?: () => void): void {
    clearTimeout(timer)
    held = false
    content.value = { id: ++lastId, text, undo }
    timer = setTimeout(expire, undo ? undoDuration : noteDuration)
    announce(text(m.value))
  }

  function undo(): void {
    const { undo } = content.value ?? {}
    clearTimeout(timer)
    content.value = undefined
    undo?.()
  }

  /** Keeps the note while the pointer or the focus is on it. */
  const hold = (holding: boolean) => { held = holding }

  onScopeDispose(() => { clearTimeout(timer) })
  return { note: content, show, undo, hold }
}
