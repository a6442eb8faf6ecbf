export interface TimeLeft {
  days: number
  hours: number
  minutes: number
  seconds: number
}

/** The time from `now` until `then`, both in milliseconds; undefined when `then` has passed. */
export function timeLeft(then: number, now: number): TimeLeft | undefined {
  const seconds = Math.ceil((then - now) / 1_000)
  if (!(seconds > 0)) return undefined
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor(seconds / 3_600) % 24,
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  }
}

/** Milliseconds after its date until a stream counts as overdue. */
const overdueAfter = 3_600_000

/** Whether the date has passed so long ago that it is not shown any more; both in milliseconds. */
export const isOverdue = (then: number, now: number): boolean => now - then > overdueAfter
