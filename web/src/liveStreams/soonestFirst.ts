import type { LiveStreamDetails } from '../api/types'

/** Sorts by date; streams without a date come last. */
export const soonestFirst = (one: LiveStreamDetails, other: LiveStreamDetails) =>
  (one.scheduledFor ?? '9999').localeCompare(other.scheduledFor ?? '9999')
