export interface Versioned {
  version: number
}

/** Whether `next` is newer than what is held; a late or repeated message is not. */
export const isNewer = (next: Versioned | undefined, held: Versioned | undefined): boolean =>
  next !== undefined && (held === undefined || next.version > held.version)

/** The reducer for everything that carries a version: the newer of both. */
export const newest = <T extends Versioned>(held: T | undefined, next: T): T =>
  held === undefined || isNewer(next, held) ? next : held
