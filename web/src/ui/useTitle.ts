import { watchEffect } from 'vue'
import { shopName } from '../shop/shop'

/** Stands in until the shop's own name is known. */
const productName = 'LiveShop'

/** Sets the document's title to the page's name followed by the shop's. */
export function useTitle(title: () => string): void {
  watchEffect(() => {
    document.title = [title(), shopName.value].filter(Boolean).join(' · ') || productName
  })
}
