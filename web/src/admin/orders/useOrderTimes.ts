import { computed } from 'vue'
import { useLanguage } from '../../i18n'
import { deviceZone, streamZone } from '../liveStreams/timeZone'

/** Formats the times of orders in the zone in which the shop plans its streams. */
export function useOrderTimes() {
  const { locale } = useLanguage()
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit', timeZone: streamZone(), ...options })
  const short = computed(() => format({ weekday: 'short' }))
  const withYear = computed(() => format({ weekday: 'short', year: 'numeric' }))
  return {
    short: (iso: string) => short.value.format(new Date(iso)),
    withYear: (iso: string) => withYear.value.format(new Date(iso)),
    /** The zone's name, if it is not the device's. */
    otherZone: computed(() => (streamZone() === deviceZone() ? undefined : streamZone().replaceAll('_', ' '))),
  }
}
