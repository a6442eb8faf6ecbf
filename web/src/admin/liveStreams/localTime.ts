const minute = 60_000
const day = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** Formats the parts of a moment as clocks in the zone show it. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  })
  formats.set(zone, format)
  return format
}

/** The value of a datetime-local field, as clocks in the zone show it: "2026-11-22T18:30". */
export function toDateField(iso: string | null | undefined, zone: string): string {
  if (!iso) return ''
  const parts = clockOf(zone).formatToParts(new Date(iso))
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`
}

/** Milliseconds that clocks in the zone are ahead of UTC at a moment, in whole minutes. */
function offsetOf(moment: number, zone: string): number {
  return Date.parse(`${toDateField(new Date(moment).toISOString(), zone)}Z`) - Math.floor(moment / minute) * minute
}

/**
 * The moments at which clocks in the zone show this: none when they skip it in spring, two when they show it twice in
 * autumn, the earlier one first. Undefined for a text that is no date and time.
 */
export function momentsOf(field: string, zone: string): Date[] | undefined {
  const asUtc = Date.parse(`${field}Z`)
  if (Number.isNaN(asUtc)) return undefined
  // The offsets before and after a change of the clocks nearby.
  const offsets = new Set([-day, day].map((away) => offsetOf(asUtc + away, zone)))
  const moments = [...offsets].map((offset) => new Date(asUtc - offset))
  return moments
    .filter((moment) => toDateField(moment.toISOString(), zone) === field.slice(0, 16))
    .toSorted((one, other) => one.getTime() - other.getTime())
}

/** Which of two moments with the same local time a draft means; empty as long as nobody has said. */
export type Occurrence = '' | 'first' | 'second'

export const momentOf = (field: string, occurrence: Occurrence, zone: string): Date | undefined => {
  const moments = momentsOf(field, zone) ?? []
  return occurrence === 'second' ? (moments[1] ?? moments[0]) : moments[0]
}

/** The occurrence of a moment among those with its local time; empty if there is only one. */
export function occurrenceOf(iso: string | null | undefined, zone: string): Occurrence {
  const moments = momentsOf(toDateField(iso, zone), zone) ?? []
  if (!iso || moments.length < 2) return ''
  return Date.parse(iso) < (moments[1] as Date).getTime() ? 'first' : 'second'
}
