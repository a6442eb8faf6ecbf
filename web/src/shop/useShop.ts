import { watchEffect } from 'vue'
import { pictureAddress } from '../api/pictureAddress'
import { usePolling } from '../ui/usePolling'
import { setAccent } from './accent'
import { loadShop, shop } from './shop'

/** Milliseconds, so that a change of the settings reaches open pages within a minute. */
const interval = 55_000

/** Keeps the shop's settings of the page up to date and gives it their colours. Used once, by the root component. */
export function useShop(): void {
  usePolling(loadShop, interval)
  watchEffect(() => { setAccent(shop.value?.accentColors ?? null) })
  watchEffect(() => {
    const logo = shop.value?.logoUrl
    if (logo) document.querySelector('link[rel=icon]')?.setAttribute('href', pictureAddress(logo))
  })
}
