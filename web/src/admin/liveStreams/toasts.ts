import { shallowRef } from 'vue'
import type { AdminMessages } from '../i18n'
import type { Direction } from './commands'

/** A short message about the stream, in the language that is chosen when it is read. */
export interface Toast {
  id: number
  tone: 'refused' | 'other' | 'done'
  /** The product whose row shows it, as long as there is one. */
  productId?: string
  text: (m: AdminMessages) => string
  undo?: () => void
  /** What the button of `undo` does; a toast with it replaces the one before. */
  direction?: Direction
}

/** Milliseconds until a toast disappears; the activity list keeps other admins' changes. */
const toastDuration = 10_000
const maxToasts = 6

export function useToasts() {
  const toasts = shallowRef<Toast[]>([])
  let lastId = 0
  let held = false

  const dismiss = (id: number) => { toasts.value = toasts.value.filter((toast) => toast.id !== id) }

  /** Keeps all toasts while the pointer or the focus is on them. */
  const hold = (holding: boolean) => { held = holding }

  function expire(id: number): void {
    if (held) setTimeout(expire, toastDuration, id)
    else dismiss(id)
  }

  function add(toast: Omit<Toast, 'id'>): void {
    const id = ++lastId
    const replaces = ({ productId, tone, direction }: Toast) =>
      toast.direction ? !!direction : !!productId && productId === toast.productId && tone === toast.tone
    toasts.value = [...toasts.value.filter((other) => !replaces(other)), { ...toast, id }].slice(-maxToasts)
    setTimeout(expire, toastDuration, id)
  }

  const clear = () => { toasts.value = [] }

  return { toasts, add, dismiss, hold, clear }
}
