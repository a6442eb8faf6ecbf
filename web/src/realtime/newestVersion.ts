export interface Versioned {
  version: number
}

export interface NewestVersion<T extends Versioned> {
  readonly held: T | undefined
  /** Takes the state if it is newer than the one held; late, repeated and lost ones do no harm. */
  offer(state: T): void
}

export function newestVersion<T extends Versioned>(onNewer: (state: T) => void): NewestVersion<T> {
  let held: T | undefined
  return {
    get held() {
      return held
    },
    offer(state) {
      if (held && state.version <= held.version) return
      held = state
      onNewer(state)
    },
  }
}
