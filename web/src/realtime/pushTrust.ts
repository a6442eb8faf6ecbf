/** Milliseconds that a message may arrive after the snapshot with the same change. */
const deliveryGrace = 2_000

/**
 * Whether messages can be relied on. They cannot from the first change that a snapshot reveals and no message brings
 * within two seconds, until a message is the first to bring a change again.
 */
export function pushTrust(onLost: () => void) {
  let trusted = true
  let delivered = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function forget(): void {
    clearTimeout(timer)
    timer = undefined
  }

  return {
    get trusted() {
      return trusted
    },
    /** A message arrived; `first` when its change was not known before. */
    delivered(version: number, first: boolean): void {
      delivered = Math.max(delivered, version)
      if (first) trusted = true
    },
    /** A snapshot brought a change that no message had brought. */
    revealed(version: number): void {
      if (!trusted || timer) return
      timer = setTimeout(() => {
        timer = undefined
        if (delivered >= version) return
        trusted = false
        onLost()
      }, deliveryGrace)
    },
    /** The connection ended, which explains why nothing was delivered. */
    forget,
    /** Versions start again at a lower one. */
    restart(): void {
      forget()
      delivered = 0
    },
  }
}
