/** The page's visibility and network status as the browser reports them. */
export interface PageSignals {
  readonly hidden: boolean
  /** Not reliable in any browser, so it only slows attempts down and never stops them. */
  readonly offline: boolean
  /** Calls back when the page becomes visible or the network returns; returns how to unsubscribe. */
  onWake(handler: () => void): () => void
  onOffline(handler: () => void): () => void
}

export function browserSignals(): PageSignals {
  return {
    get hidden() {
      return document.visibilityState === 'hidden'
    },
    get offline() {
      return !navigator.onLine
    },
    onWake(handler) {
      const whenVisible = () => {
        if (document.visibilityState === 'visible') handler()
      }
      addEventListener('online', handler)
      document.addEventListener('visibilitychange', whenVisible)
      return () => {
        removeEventListener('online', handler)
        document.removeEventListener('visibilitychange', whenVisible)
      }
    },
    onOffline(handler) {
      addEventListener('offline', handler)
      return () => {
        removeEventListener('offline', handler)
      }
    },
  }
}
