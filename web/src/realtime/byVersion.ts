export interface Versioned {
  version: number
}

/** Whether `next` is newer than the current one; a late or repeated message is not. */
export const isNewer = (next: Versioned | undefined, current: Versioned | undefined): boolean =>
  next !== undefined && (current === undefined || next.version > current.version)

/** The reducer for everything that carries a version: the newer of both. */
export const newest = <T extends Versioned>(current: T | undefined, next: T): T =>
  current === undefined || isNewer(next, current) ? next : current
