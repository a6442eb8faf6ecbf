import { computed } from 'vue'
import type { Money } from '../api/types'
import { formatPrice } from '../products/price'
import { useLanguage } from './language'

/** Formats prices, numbers and times for the current locale. */
export function useFormats() {
  const { locale } = useLanguage()
  const number = computed(() => new Intl.NumberFormat(locale.value))
  const dateTime = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'full', timeStyle: 'short' }))
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
  return {
    price: (money: Money) => formatPrice(money, locale.value),
    number: (value: number) => number.value.format(value),
    dateTime: (iso: string) => dateTime.value.format(new Date(iso)),
    shortDateTime: (iso: string) => shortDateTime.value.format(new Date(iso)),
    dateTimeWithYear: (iso: string) => dateTimeWithYear.value.format(new Date(iso)),
  }
}
