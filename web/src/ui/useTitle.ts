import { watchEffect } from 'vue'
import { shopName } from './shopName'

/** The document's title: the page's own name, then the shop's. */
export function useTitle(title: () => string): void {
  watchEffect(() => {
    document.title = title() ? `${title()} · ${shopName}` : shopName
  })
}
