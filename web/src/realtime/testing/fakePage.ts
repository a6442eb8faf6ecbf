import type { PageSignals } from '../pageSignals'

/** A page whose visibility and network status the test sets. */
export class FakePage implements PageSignals {
  hidden = false
  offline = false
  private readonly wake = new Set<() => void>()
  private readonly offlineHandlers = new Set<() => void>()

  onWake = (handler: () => void): (() => void) => {
    this.wake.add(handler)
    return () => this.wake.delete(handler)
  }

  onOffline = (handler: () => void): (() => void) => {
    this.offlineHandlers.add(handler)
    return () => this.offlineHandlers.delete(handler)
  }

  show(): void {
    this.hidden = false
    for (const handler of [...this.wake]) handler()
  }

  goOffline(): void {
    this.offline = true
    for (const handler of [...this.offlineHandlers]) handler()
  }

  goOnline(): void {
    this.offline = false
    for (const handler of [...this.wake]) handler()
  }
}
