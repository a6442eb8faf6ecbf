import { onScopeDispose, readonly, ref, watch } from 'vue'
import type { Money } from '../api/types'
import { samePrice } from '../livestreams/changes'

/** Milliseconds for which the price before stays beside the new one. */
export const shownFor = 3_000

/** The price before, for three seconds after a change. */
export function usePriceChange(price: () => Money) {
  const before = ref<Money>()
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(price, (now, then) => {
    if (samePrice(now, then)) return
    before.value = then
    clearTimeout(timer)
    timer = setTimeout(() => { before.value = undefined }, shownFor)
  })
  onScopeDispose(() => { clearTimeout(timer) })

  return readonly(before)
}
