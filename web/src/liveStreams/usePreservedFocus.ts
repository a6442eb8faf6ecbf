import { onBeforeUpdate, onUpdated, type Ref } from 'vue'

/**
 * Keeps the focus in a list whose entries come, go and change places: with the product that had it,
 * wherever that is now, else on the list itself. Entries carry `data-product`.
 */
export function usePreservedFocus(list: Readonly<Ref<HTMLElement | null>>): void {
  let focused: HTMLElement | undefined
  let product: string | undefined

  onBeforeUpdate(() => {
    const active = document.activeElement
    focused = active instanceof HTMLElement && list.value?.contains(active) ? active : undefined
    // Read now: an entry that leaves has no list around it any more.
    product = focused?.closest<HTMLElement>('[data-product]')?.dataset.product
  })

  onUpdated(() => {
    if (!focused || !list.value) return
    const entries = [...list.value.querySelectorAll<HTMLElement>('[data-product]:not([class*="leave-active"])')]
    const stayed = focused === list.value || entries.some((entry) => entry.contains(focused ?? null))
    const moved = entries.find((entry) => entry.dataset.product === product)?.querySelector<HTMLElement>('button')
    // An element that is put elsewhere in the document loses the focus on its way.
    const target = stayed ? focused : (moved ?? list.value)
    if (document.activeElement !== target) target.focus({ preventScroll: true })
  })
}
