const recoveryWindow = 10_000
const segmentWindow = 20_000
const maxRecoveries = 2
/** A recovery fetches two more, the initialisation segment and one of media, which makes five in the window. */
const maxSegmentsBefore = 3

/**
 * Limits what is tried with media that cannot be decoded, which would otherwise be fetched again without end: two
 * recoveries in 10 s, and five segments in 20 s without a picture.
 */
export function recoveryLimit(now: () => number = () => performance.now()) {
  let recoveries: number[] = []
  let segments: number[] = []
  const within = (times: number[], window: number) => times.filter((time) => now() - time < window)

  return {
    segmentRequested(): void {
      segments = [...within(segments, segmentWindow), now()]
    },
    /** The picture moved, so the segments up to now were of use. */
    played(): void {
      segments = []
    },
    /** Whether another segment may be fetched after one that could not be used. */
    mayFetch: (): boolean => within(segments, segmentWindow).length <= maxSegmentsBefore,
    /** Counts a recovery and returns whether it is allowed. */
    mayRecover(): boolean {
      recoveries = within(recoveries, recoveryWindow)
      if (recoveries.length >= maxRecoveries || !this.mayFetch()) return false
      recoveries.push(now())
      return true
    },
  }
}
