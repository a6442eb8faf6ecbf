import { computed, ref, watch } from 'vue'
import type { PinnedProduct, ProductCard } from '../../api/types'

interface Lifted {
  productId: string
  product: ProductCard
  /** Its index in the list while it is lifted. */
  place: number
}

export interface ReorderEvents {
  onDrop: (product: ProductCard, place: number) => void
  announce: (what: 'lifted' | 'moved' | 'dropped' | 'putBack' | 'gone', name: string, place: number, of: number) => void
}

/** Reordering of pins by pointer or keyboard: lift one, move it, then drop it or cancel. */
export function useReorder(pins: () => PinnedProduct[], { onDrop, announce }: ReorderEvents) {
  const lifted = ref<Lifted>()

  const placeOf = (productId: string) => pins().findIndex((pin) => pin.productId === productId)
  const announceFor = (what: Parameters<ReorderEvents['announce']>[0], { product }: Lifted, place: number) => {
    announce(what, product.name, place, pins().length)
  }

  const shown = computed(() => {
    const current = lifted.value
    const moving = current && pins().find((pin) => pin.productId === current.productId)
    if (!moving) return pins()
    const others = pins().filter((pin) => pin !== moving)
    return [...others.slice(0, current.place), moving, ...others.slice(current.place)]
  })

  function lift(productId: string): void {
    const place = placeOf(productId)
    const pin = pins()[place]
    if (!pin) return
    lifted.value = { productId, product: pin.product, place }
    announceFor('lifted', lifted.value, place)
  }

  function moveTo(place: number): void {
    const current = lifted.value
    const target = Math.min(Math.max(place, 0), pins().length - 1)
    if (!current || target === current.place) return
    lifted.value = { ...current, place: target }
    announceFor('moved', current, target)
  }

  function drop(): void {
    const current = lifted.value
    if (!current) return
    lifted.value = undefined
    announceFor('dropped', current, current.place)
    if (current.place !== placeOf(current.productId)) onDrop(current.product, current.place)
  }

  function cancel(): void {
    const current = lifted.value
    if (!current) return
    lifted.value = undefined
    announceFor('putBack', current, placeOf(current.productId))
  }

  // Another admin may unpin the lifted product.
  watch(pins, () => {
    const current = lifted.value
    if (!current) return
    if (placeOf(current.productId) < 0) {
      lifted.value = undefined
      announceFor('gone', current, current.place)
    } else if (current.place >= pins().length) moveTo(pins().length - 1)
  })

  /** Handles a key while a pin is lifted; returns whether it did. */
  function onKey(key: string): boolean {
    const current = lifted.value
    if (!current) return false
    switch (key) {
      case 'ArrowUp': moveTo(current.place - 1); return true
      case 'ArrowDown': moveTo(current.place + 1); return true
      case 'Home': moveTo(0); return true
      case 'End': moveTo(pins().length - 1); return true
      case 'Escape': cancel(); return true
      default: return false
    }
  }

  return { lifted, shown, lift, moveTo, drop, cancel, onKey }
}
