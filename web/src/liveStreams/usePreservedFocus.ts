import { onBeforeUpdate, onUpdated, type Ref } from 'vue'

/**
 * Preserves the focus in a list whose entries are added, removed and moved: on the entry of the same product, or else on
 * the list. Entries have `data-product`.
 */
export function usePreservedFocus(list: Readonly<Ref<HTMLElement | null>>): void {
  let focused: HTMLElement | undefined
  let product: string | undefined

  onBeforeUpdate(() => {
    const active = document.activeElement
    focused = active instanceof HTMLElement && list.value?.contains(active) ? active : undefined
    // Read before the update, after which a removed entry is detached.
    product = focused?.closest<HTMLElement>('[data-product]')?.dataset.product
  })

  onUpdated(() => {
    if (!focused || !list.value) return
    const entries = [...list.value.querySelectorAll<HTMLElement>('[data-product]:not([class*="leave-active"])')]
    const stayed = focused === list.value || entries.some((entry) => entry.contains(focused ?? null))
    const moved = entries.find((entry) => entry.dataset.product === product)?.querySelector<HTMLElement>('button')
    // Moving an element in the document drops its focus.
    const target = stayed ? focused : (moved ?? list.value)
    if (document.activeElement !== target) target.focus({ preventScroll: true })
  })
}
