import { onScopeDispose, shallowRef } from 'vue'
import { announce } from '../../ui/announcer'
import { useAdminMessages, type AdminMessages } from '../i18n'

/** Milliseconds for which the note is shown. */
const noteDuration = 6_000

/** A note that something was saved, shown for a moment and announced. */
export function useSavedNote() {
  const m = useAdminMessages()
  const note = shallowRef<(m: AdminMessages) => string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(text: (m: AdminMessages) => string): void {
    clearTimeout(timer)
    note.value = text
    timer = setTimeout(() => { note.value = undefined }, noteDuration)
    announce(text(m.value))
  }

  onScopeDispose(() => { clearTimeout(timer) })
  return { note, show }
}
