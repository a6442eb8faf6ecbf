import { onScopeDispose, ref, watch } from 'vue'
import type { Money } from '../api/types'
import { samePrice } from './price'

/** Milliseconds for which the previous price is shown beside the new one. */
const previousPriceDuration = 3_000

/** The previous price, for three seconds after a change. */
export function usePriceChange(price: () => Money) {
  const previous = ref<Money>()
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(price, (current, old) => {
    if (samePrice(current, old)) return
    previous.value = old
    clearTimeout(timer)
    timer = setTimeout(() => { previous.value = undefined }, previousPriceDuration)
  })
  onScopeDispose(() => { clearTimeout(timer) })

  return previous
}
