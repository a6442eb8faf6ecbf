export interface Versioned {
  version: number
  /** The version of a product's stock, which sales change while the product's own version stays. */
  stockVersion?: number
}

/** Whether `next` is newer than the current one; a late or repeated message is not. */
export const isNewer = (next: Versioned | undefined, current: Versioned | undefined): boolean =>
  next !== undefined && (current === undefined || next.version > current.version
    || (next.version === current.version && (next.stockVersion ?? 0) > (current.stockVersion ?? 0)))

/** The reducer for everything that carries a version: the newer of both. */
export const newest = <T extends Versioned>(current: T | undefined, next: T): T =>
  current === undefined || isNewer(next, current) ? next : current

/** Milliseconds between two answers that confirm a lower version; longer than any answer is cached. */
export const restoreConfirmation = 2_500

/**
 * Recognises that versions went back, as they do when a backup is restored: the API answers twice with a version below
 * the one that was held when the first of these requests was sent. A cached answer cannot, because the second request is
 * sent after the cache has expired.
 */
export function restoreDetector() {
  let suspicion: { held: number; sentAt: number } | undefined

  return {
    /** Whether a first answer waits for the second. */
    get suspects() {
      return suspicion !== undefined
    },
    /**
     * @param held What was held when the request was sent.
     * @param answer Undefined when nothing is newer than what was held.
     * @returns Whether the answer has to replace what is held although its version is lower.
     */
    isRestored(held: Versioned | undefined, answer: Versioned | undefined, sentAt: number): boolean {
      if (!held || !answer || answer.version >= (suspicion?.held ?? held.version)) suspicion = undefined
      else if (!suspicion) suspicion = { held: held.version, sentAt }
      else if (sentAt - suspicion.sentAt >= restoreConfirmation) {
        suspicion = undefined
        return true
      }
      return false
    },
  }
}
