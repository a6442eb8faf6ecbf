import { ApiError, NetworkError } from '../api/problem'
import type { AdminMessages } from './i18n'
import { EditConflictError } from './retryOnConflict'

export type Reason = keyof AdminMessages['reasons']

const bySlug: Readonly<Record<string, Reason>> = {
  'pin-limit': 'pin-limit',
  'order-mismatch': 'order-changed',
  overtaken: 'overtaken',
  'not-undoable': 'not-undoable',
  'undo-expired': 'undo-expired',
  'product-deleted': 'gone',
  'stock-changed': 'changed',
  'version-mismatch': 'changed',
  'not-found': 'gone',
  'product-pinned': 'pinned',
  'not-started': 'not-started',
  contention: 'contention',
  unavailable: 'unavailable',
  'too-many-requests': 'unavailable',
  'issuer-unavailable': 'unavailable',
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  validation: 'invalid',
}

const byStatus: Readonly<Record<number, Reason>> = { 401: 'unauthorized', 403: 'forbidden', 404: 'gone', 429: 'unavailable', 503: 'unavailable' }

/** The reason of a failure, as far as it makes a difference to the admin. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof EditConflictError) return 'changed'
  if (error instanceof NetworkError) return 'no-answer'
  if (error instanceof ApiError) return bySlug[error.slug] ?? byStatus[error.status] ?? 'other'
  return 'other'
}
