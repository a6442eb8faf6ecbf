import { computed } from 'vue'
import type { Money } from '../api/types'
import { formatPrice } from '../products/price'
import { useLanguage } from './language'

/** Formats prices, numbers and times for the current locale. */
export function useFormats() {
  const { locale } = useLanguage()
  const number = computed(() => new Intl.NumberFormat(locale.value))
  const dateTime = (timeZone?: string) =>
    new Intl.DateTimeFormat(locale.value, { dateStyle: 'full', timeStyle: 'short', ...(timeZone && { timeZone }) })
  const localDateTime = computed(() => dateTime())
  const shortDateTime = computed(
    () =>
      new Intl.DateTimeFormat(locale.value, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: 'numeric',
        minute: '2-digit',
      }),
  )
  const dateTimeWithYear = computed(
    () => new Intl.DateTimeFormat(locale.value, {
      weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit',
    }),
  )
  const time = computed(() => new Intl.DateTimeFormat(locale.value, { hour: 'numeric', minute: '2-digit' }))
  return {
    price: (money: Money) => formatPrice(money, locale.value),
    number: (value: number) => number.value.format(value),
    /** In the device's time zone unless another one is given. */
    dateTime: (iso: string, timeZone?: string) => (timeZone ? dateTime(timeZone) : localDateTime.value).format(new Date(iso)),
    time: (iso: string) => time.value.format(new Date(iso)),
    shortDateTime: (iso: string) => shortDateTime.value.format(new Date(iso)),
    dateTimeWithYear: (iso: string) => dateTimeWithYear.value.format(new Date(iso)),
  }
}
