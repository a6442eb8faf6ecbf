const twoDigits = (value: number) => String(value).padStart(2, '0')
const day = 86_400_000

/** The value of a datetime-local field, in the browser's time zone: "2026-11-22T18:30". */
export function toDateField(iso: string | null | undefined): string {
  if (!iso) return ''
  const at = new Date(iso)
  const date = `${String(at.getFullYear()).padStart(4, '0')}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`
  return `${date}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`
}

/**
 * The moments at which clocks in the browser's time zone show this: none when they skip it in spring, two when they show
 * it twice in autumn, the earlier one first. Undefined for a text that is no date and time.
 */
export function momentsOf(field: string): Date[] | undefined {
  const asUtc = Date.parse(`${field}Z`)
  if (Number.isNaN(asUtc)) return undefined
  // The offsets before and after a change of the clocks nearby.
  const offsets = new Set([-day, day].map((away) => new Date(asUtc + away).getTimezoneOffset()))
  const moments = [...offsets].map((offset) => new Date(asUtc + offset * 60_000))
  return moments
    .filter((moment) => toDateField(moment.toISOString()) === field.slice(0, 16))
    .toSorted((one, other) => one.getTime() - other.getTime())
}

/** Which of two moments with the same local time a draft means; empty as long as nobody has said. */
export type Occurrence = '' | 'first' | 'second'

export const momentOf = (field: string, occurrence: Occurrence): Date | undefined => {
  const moments = momentsOf(field) ?? []
  return occurrence === 'second' ? (moments[1] ?? moments[0]) : moments[0]
}

/** The occurrence of a moment among those with its local time; empty if there is only one. */
export function occurrenceOf(iso: string | null | undefined): Occurrence {
  const moments = momentsOf(toDateField(iso)) ?? []
  if (!iso || moments.length < 2) return ''
  return Date.parse(iso) < (moments[1] as Date).getTime() ? 'first' : 'second'
}
