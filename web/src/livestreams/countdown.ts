export interface TimeLeft {
  days: number
  hours: number
  minutes: number
  seconds: number
}

/** What is left from `now` until `then`, both in milliseconds; undefined when it is over. */
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
