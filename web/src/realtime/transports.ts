/** The ways to receive messages, the best one first. */
const allTransports = ['webSockets', 'serverSentEvents', 'longPolling'] as const
export type Transport = (typeof allTransports)[number]

/** Leaves out each transport that failed, until one has worked or all have failed. */
export function transportChoice() {
  let untried: readonly Transport[] = allTransports

  return {
    get current(): Transport {
      return untried[0] ?? 'webSockets'
    },
    failed(): void {
      untried = untried.length > 1 ? untried.slice(1) : allTransports
    },
    /** The next connection starts with the best transport again, which an outage may have made fail. */
    worked(): void {
      untried = allTransports
    },
  }
}
