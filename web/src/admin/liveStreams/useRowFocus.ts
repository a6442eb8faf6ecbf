import { watch, type Ref } from 'vue'

/**
 * Keeps the focus in a list whose rows are added, removed and moved: on the same control, or else on the handle of the
 * row that replaced it, or else on the list.
 */
export function useRowFocus(list: Readonly<Ref<HTMLElement | null>>, rows: () => unknown): void {
  let focused: HTMLElement | undefined
  let place = 0

  const elements = () => [...(list.value?.querySelectorAll<HTMLElement>('[data-product]:not(.row-leave-active)') ?? [])]

  watch(rows, () => {
    const active = document.activeElement
    focused = active instanceof HTMLElement && list.value?.contains(active) ? active : undefined
    place = elements().findIndex((row) => row.contains(active))
  })

  watch(rows, () => {
    if (!focused) return
    const staying = elements()
    const own = staying.some((row) => row.contains(focused ?? null))
    const next = staying[Math.min(place, staying.length - 1)]?.querySelector<HTMLElement>('[data-handle]')
    const target = own ? focused : (next ?? list.value)
    if (document.activeElement !== target) target?.focus({ preventScroll: true })
  }, { flush: 'post' })
}
