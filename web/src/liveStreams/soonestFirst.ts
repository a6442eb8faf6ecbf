import type { LiveStreamDetails } from '../api/types'

/** A newly made stream may have no date yet: it comes after those that have one. */
export const soonestFirst = (one: LiveStreamDetails, other: LiveStreamDetails) =>
  (one.scheduledFor ?? '9999').localeCompare(other.scheduledFor ?? '9999')
