import { watchEffect } from 'vue'
import { shopName } from './shopName'

/** Sets the document's title to the page's name followed by the shop's. */
export function useTitle(title: () => string): void {
  watchEffect(() => {
    document.title = title() ? `${title()} · ${shopName}` : shopName
  })
}
