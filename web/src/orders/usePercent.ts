import { computed } from 'vue'
import { useLanguage } from '../i18n'

/** Formats basis points: 1900 as "19 %" or "19%". */
export function usePercent(): (basisPoints: number) => string {
  const { locale } = useLanguage()
  const format = computed(() => new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 2 }))
  return (basisPoints) => format.value.format(basisPoints / 10_000)
}
