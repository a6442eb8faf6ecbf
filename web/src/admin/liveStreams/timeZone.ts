import { ref } from 'vue'

const storageKey = 'liveshop.timeZone'

/** The zone of this device's clock. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

function isSupported(zone: string): boolean {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    return false
  }
}

// A browser may forbid storage; the choice then lasts as long as the page.
function load(): string | undefined {
  try {
    const zone = localStorage.getItem(storageKey)
    return zone && isSupported(zone) ? zone : undefined
  } catch {
    return undefined
  }
}

const chosen = ref(load())

/** The zone in which an admin schedules streams: the one chosen last, or else the device's. */
export const streamZone = (): string => chosen.value ?? deviceZone()

export function chooseStreamZone(zone: string): void {
  chosen.value = zone
  try {
    localStorage.setItem(storageKey, zone)
  } catch {
    // It stays in memory.
  }
}

/** All zones, with the device's, the chosen one and UTC, which browsers leave out of their list. */
export function allZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), deviceZone(), streamZone(), 'UTC'])].toSorted()
}

/** A zone's offset at a moment, in words: "GMT+1". */
export const offsetName = (moment: Date, zone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(moment)
    .find(({ type }) => type === 'timeZoneName')?.value ?? ''
