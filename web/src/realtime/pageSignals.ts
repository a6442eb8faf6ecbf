/** What the browser tells about the page: is anyone looking, is there a network. */
export interface PageSignals {
  readonly hidden: boolean
  /** What the browser believes; wrong now and then, so never a reason not to try at all. */
  readonly offline: boolean
  /** Calls back when the page is looked at again or the network is back; returns how to stop that. */
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
