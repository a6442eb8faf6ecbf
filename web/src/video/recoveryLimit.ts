const recoveryWindow = 10_000
const segmentWindow = 20_000
const maxRecoveries = 2
const maxSegments = 5

/**
 * Limits what is tried with media that cannot be decoded, which would otherwise be fetched again without end: two
 * recoveries in 10 s, and none after five segments in 20 s.
 */
export function recoveryLimit(now: () => number = () => performance.now()) {
  let recoveries: number[] = []
  let segments: number[] = []
  const within = (times: number[], window: number) => times.filter((time) => now() - time < window)

  return {
    segmentRequested(): void {
      segments = [...within(segments, segmentWindow), now()]
    },
    /** Counts a recovery and returns whether it is allowed. Each fetches one segment at least. */
    mayRecover(): boolean {
      recoveries = within(recoveries, recoveryWindow)
      if (recoveries.length >= maxRecoveries || within(segments, segmentWindow).length >= maxSegments) return false
      recoveries.push(now())
      return true
    },
  }
}
