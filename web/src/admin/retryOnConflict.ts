import { ApiError } from '../api/problem'
import type { Versioned } from '../realtime/byVersion'

/** Somebody else changed the same fields since the admin last saw them. */
export class EditConflictError<T = unknown> extends Error {
  override readonly name = 'EditConflictError'

  constructor(readonly current: T) {
    super('Somebody else changed the same fields.')
  }
}

const maxAttempts = 5

const currentOf = <T>(error: unknown): T | undefined =>
  error instanceof ApiError && (error.status === 412 || error.slug === 'stock-changed') ? (error.current as T) : undefined

/**
 * Optimistic concurrency: writes on the version that the admin has seen, and on a newer one when that does not
 * contradict the change.
 * @param contradicts Whether the newer version has another value where this write would put its own.
 * @throws EditConflictError with the newer version when it contradicts.
 */
export async function retryOnConflict<T extends Versioned, R>(
  seen: T,
  write: (base: T) => Promise<R>,
  contradicts: (current: T) => boolean,
): Promise<R> {
  let base = seen
  for (let attempt = 1; ; attempt++) {
    try {
      return await write(base)
    } catch (error) {
      const current = currentOf<T>(error)
      if (!current || attempt === maxAttempts) throw error
      if (contradicts(current)) throw new EditConflictError(current)
      base = current
    }
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The fields of a change that somebody else has set to another value than the admin saw and wants. */
export const conflictsOf = <T extends object>(seen: T, current: T, change: Partial<T>): (keyof T)[] =>
  (Object.keys(change) as (keyof T)[]).filter(
    (field) => !same(seen[field], current[field]) && !same(current[field], change[field]),
  )
