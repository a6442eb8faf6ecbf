import { shallowRef } from 'vue'
import type { AdminMessages } from '../i18n'

/** Something the admin should know about the stream, in the language chosen when it is read. */
export interface Note {
  id: number
  tone: 'refused' | 'other' | 'done'
  /** Shown at this product's row as long as there is one. */
  productId?: string
  say: (m: AdminMessages) => string
  undo?: () => void
}

/** Milliseconds a note stays: long enough to read it twice. What it said of others stays in the list of what happened. */
const staysFor = 10_000
const mostAtOnce = 6

export function useNotes() {
  const notes = shallowRef<Note[]>([])
  let last = 0
  let held = false

  const dismiss = (id: number) => { notes.value = notes.value.filter((note) => note.id !== id) }

  /** While somebody is at the notes none goes away under their hand. */
  const hold = (holding: boolean) => { held = holding }

  function expire(id: number): void {
    if (held) setTimeout(expire, staysFor, id)
    else dismiss(id)
  }

  function add(note: Omit<Note, 'id'>): void {
    const id = ++last
    // The newer word about a product is the one that counts.
    const others = notes.value.filter((other) => !note.productId || other.productId !== note.productId || other.tone !== note.tone)
    notes.value = [...others, { ...note, id }].slice(-mostAtOnce)
    setTimeout(expire, staysFor, id)
  }

  const clear = () => { notes.value = [] }

  return { notes, add, dismiss, hold, clear }
}
