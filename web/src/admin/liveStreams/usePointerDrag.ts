import { nextTick, onScopeDispose, ref, type Ref } from 'vue'

export interface DragTarget {
  lift: (productId: string) => void
  moveTo: (place: number) => void
  putDown: () => void
  putBack: () => void
}

/** Pixels that a finger may tremble, and from an edge within which the list scrolls by itself. */
const tremble = 4
const edge = 48
const scrollStep = 10

function scrollerOf(element: HTMLElement): HTMLElement {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY) && parent.scrollHeight > parent.clientHeight) return parent
  }
  return document.documentElement
}

/** Where the row belongs, by the middles of the others; positions in the layout, whatever is animated. */
export function placeAt(top: number, height: number, rows: readonly { offsetTop: number; offsetHeight: number }[], own: number): number {
  const middle = (row: { offsetTop: number; offsetHeight: number }) => row.offsetTop + row.offsetHeight / 2
  const above = rows.findIndex((row, index) => index < own && top < middle(row))
  if (above >= 0) return above
  return rows.reduce((place, row, index) => (index > own && top + height > middle(row) ? index : place), own)
}

/** Moves a row of the list with the pointer. Rows carry `data-product`; `offset` is how far it is from its place. */
export function usePointerDrag(list: Readonly<Ref<HTMLElement | null>>, target: DragTarget) {
  const offset = ref(0)
  let end: () => void = () => undefined

  function begin(event: PointerEvent, productId: string): void {
    const container = list.value
    const row = container?.querySelector<HTMLElement>(`[data-product="${CSS.escape(productId)}"]`)
    if (!container || !row || event.button !== 0 || !event.isPrimary) return
    const scroller = scrollerOf(row)
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
      // Once the row is in its new place, and before anybody sees it there.
      void nextTick(() => { if (dragging) offset.value = wanted - row.offsetTop })
    }

    const scrollAtEdges = () => {
      const box = scroller.getBoundingClientRect()
      if (pointerY < Math.max(box.top, 0) + edge) scroller.scrollTop -= scrollStep
      if (pointerY > Math.min(box.bottom, innerHeight) - edge) scroller.scrollTop += scrollStep
      follow()
      frame = requestAnimationFrame(scrollAtEdges)
    }

    const onMove = (moved: PointerEvent) => {
      pointerY = moved.clientY
      if (dragging || Math.abs(pointerY - startY) < tremble) return
      dragging = true
      target.lift(productId)
      frame = requestAnimationFrame(scrollAtEdges)
    }

    const finish = (how: () => void) => () => {
      if (dragging) how()
      end()
    }
    const onUp = finish(target.putDown)
    const onCancel = finish(target.putBack)
    const onKey = (pressed: KeyboardEvent) => { if (pressed.key === 'Escape') onCancel() }

    end()
    end = () => {
      dragging = false
      cancelAnimationFrame(frame)
      offset.value = 0
      removeEventListener('pointermove', onMove)
      removeEventListener('pointerup', onUp)
      removeEventListener('pointercancel', onCancel)
      removeEventListener('keydown', onKey, true)
      document.documentElement.classList.remove('dragging')
    }
    // Rows change places under the pointer, so it is followed on the window.
    addEventListener('pointermove', onMove)
    addEventListener('pointerup', onUp)
    addEventListener('pointercancel', onCancel)
    addEventListener('keydown', onKey, true)
    document.documentElement.classList.add('dragging')
  }

  onScopeDispose(() => { end() })
  return { offset, begin }
}
