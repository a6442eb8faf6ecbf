import { onBeforeUpdate, onUpdated, type Ref } from 'vue'

/**
 * Keeps the focus in a list whose entries come, go and change places: with the product that had it,
 * wherever that is now, else on the list itself. Entries carry `data-product`.
 */
export function useKeptFocus(list: Readonly<Ref<HTMLElement | null>>): void {
  let focused: HTMLElement | undefined
  let product: string | undefined

  onBeforeUpdate(() => {
    const active = document.activeElement
    focused = active instanceof HTMLElement && list.value?.contains(active) ? active : undefined
    // Read now: an entry that leaves has no list around it any more.
    product = focused?.closest<HTMLElement>('[data-product]')?.dataset.product
  })

  onUpdated(() => {
    if (!focused || focused.isConnected || !list.value) return
    const moved = product && list.value.querySelector<HTMLElement>(`[data-product="${CSS.escape(product)}"] button`)
    ;(moved || list.value).focus({ preventScroll: true })
  })
}
