import { ApiError } from '../api/problem'

interface Versioned {
  version: number
}

/** Somebody else changed the very same thing since it was last looked at. */
export class ChangedMeanwhile<T = unknown> extends Error {
  override readonly name = 'ChangedMeanwhile'

  constructor(readonly current: T) {
    super('It was changed meanwhile.')
  }
}

const tries = 5

/** What stands against a write that named an older version. */
export function currentOf<T>(error: unknown): T | undefined {
  return error instanceof ApiError && error.status === 412 ? (error.current as T) : undefined
}

/**
 * Writes on the version that the admin has seen. When there is a newer one that leaves alone what is being
 * changed, it writes on that: nobody's change is lost and nobody is asked without need.
 * @param contradicts Whether the newer version has another value where this write would put its own.
 */
export async function writeOver<T extends Versioned, R>(
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
      if (!current || attempt === tries) throw error
      if (contradicts(current)) throw new ChangedMeanwhile(current)
      base = current
    }
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Of the fields of a change those that somebody else gave another value than seen, and than wanted. */
export const conflictsOf = <T extends object>(seen: T, current: T, change: Partial<T>): (keyof T)[] =>
  (Object.keys(change) as (keyof T)[]).filter(
    (field) => !same(seen[field], current[field]) && !same(current[field], change[field]),
  )
