import { nextTick, onScopeDispose, ref, type Ref } from 'vue'

export interface DragTarget {
  lift: (productId: string) => void
  moveTo: (place: number) => void
  drop: () => void
  cancel: () => void
}

/** Pixels of movement that start a drag, and from the edge within which the list scrolls. */
const dragThreshold = 4
const scrollZone = 48
const scrollStep = 10

function scrollParentOf(element: HTMLElement): HTMLElement {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY) && parent.scrollHeight > parent.clientHeight) return parent
  }
  return document.documentElement
}

/** The index at which a dragged row belongs: it passes another row at that row's middle. Positions are of the layout, without transforms. */
export function placeAt(top: number, height: number, rows: readonly { offsetTop: number; offsetHeight: number }[], own: number): number {
  const middle = (row: { offsetTop: number; offsetHeight: number }) => row.offsetTop + row.offsetHeight / 2
  const above = rows.findIndex((row, index) => index < own && top < middle(row))
  if (above >= 0) return above
  return rows.reduce((place, row, index) => (index > own && top + height > middle(row) ? index : place), own)
}

/** Moves a row of the list with the pointer. Rows have `data-product`; `offset` is the dragged row's distance from its place in pixels. */
export function usePointerDrag(list: Readonly<Ref<HTMLElement | null>>, target: DragTarget) {
  const offset = ref(0)
  let endDrag: () => void = () => undefined

  function begin(event: PointerEvent, productId: string): void {
    const container = list.value
    const row = container?.querySelector<HTMLElement>(`[data-product="${CSS.escape(productId)}"]`)
    if (!container || !row || event.button !== 0 || !event.isPrimary) return
    const scroller = scrollParentOf(row)
    const startY = event.clientY
    const startTop = row.offsetTop
    const startScroll = scroller.scrollTop
    let pointerY = startY
    let dragging = false
    let frame = 0

    const follow = () => {
      const rows = [...container.querySelectorAll<HTMLElement>('[data-product]')]
      const wanted = startTop + pointerY - startY + scroller.scrollTop - startScroll
      target.moveTo(placeAt(wanted, row.offsetHeight, rows, rows.indexOf(row)))
      // Corrected after the row was moved in the DOM and before it is painted.
      void nextTick(() => { if (dragging) offset.value = wanted - row.offsetTop })
    }

    const scrollAtEdges = () => {
      const box = scroller.getBoundingClientRect()
      if (pointerY < Math.max(box.top, 0) + scrollZone) scroller.scrollTop -= scrollStep
      if (pointerY > Math.min(box.bottom, innerHeight) - scrollZone) scroller.scrollTop += scrollStep
      follow()
      frame = requestAnimationFrame(scrollAtEdges)
    }

    const onMove = (moved: PointerEvent) => {
      pointerY = moved.clientY
      if (dragging || Math.abs(pointerY - startY) < dragThreshold) return
      dragging = true
      target.lift(productId)
      frame = requestAnimationFrame(scrollAtEdges)
    }

    const finish = (how: () => void) => () => {
      if (dragging) how()
      endDrag()
    }
    const onUp = finish(target.drop)
    const onCancel = finish(target.cancel)
    const onKey = (pressed: KeyboardEvent) => { if (pressed.key === 'Escape') onCancel() }

    endDrag()
    endDrag = () => {
      dragging = false
      cancelAnimationFrame(frame)
      offset.value = 0
      removeEventListener('pointermove', onMove)
      removeEventListener('pointerup', onUp)
      removeEventListener('pointercancel', onCancel)
      removeEventListener('keydown', onKey, true)
      document.documentElement.classList.remove('dragging')
    }
    // On the window, because rows move away under the pointer.
    addEventListener('pointermove', onMove)
    addEventListener('pointerup', onUp)
    addEventListener('pointercancel', onCancel)
    addEventListener('keydown', onKey, true)
    document.documentElement.classList.add('dragging')
  }

  onScopeDispose(() => { endDrag() })
  return { offset, begin }
}
