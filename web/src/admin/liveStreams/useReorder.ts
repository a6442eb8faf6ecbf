import { computed, ref, watch } from 'vue'
import type { PinnedProduct, ProductCard } from '../../api/types'

interface Lifted {
  productId: string
  product: ProductCard
  /** Where it stands while it is lifted. */
  place: number
}

export interface ReorderEvents {
  drop: (product: ProductCard, place: number) => void
  say: (what: 'lifted' | 'moved' | 'dropped' | 'putBack' | 'gone', name: string, place: number, of: number) => void
}

/** Lifting a pin, moving it, and dropping it or putting it back; the same by pointer and by keyboard. */
export function useReorder(pins: () => PinnedProduct[], { drop, say }: ReorderEvents) {
  const lifted = ref<Lifted>()

  const placeOf = (productId: string) => pins().findIndex((pin) => pin.productId === productId)
  const tell = (what: Parameters<ReorderEvents['say']>[0], { product }: Lifted, place: number) => {
    say(what, product.name, place, pins().length)
  }

  const shown = computed(() => {
    const held = lifted.value
    const moving = held && pins().find((pin) => pin.productId === held.productId)
    if (!moving) return pins()
    const others = pins().filter((pin) => pin !== moving)
    return [...others.slice(0, held.place), moving, ...others.slice(held.place)]
  })

  function lift(productId: string): void {
    const place = placeOf(productId)
    const pin = pins()[place]
    if (!pin) return
    lifted.value = { productId, product: pin.product, place }
    tell('lifted', lifted.value, place)
  }

  function moveTo(place: number): void {
    const held = lifted.value
    const within = Math.min(Math.max(place, 0), pins().length - 1)
    if (!held || within === held.place) return
    lifted.value = { ...held, place: within }
    tell('moved', held, within)
  }

  function putDown(): void {
    const held = lifted.value
    if (!held) return
    lifted.value = undefined
    tell('dropped', held, held.place)
    if (held.place !== placeOf(held.productId)) drop(held.product, held.place)
  }

  function putBack(): void {
    const held = lifted.value
    if (!held) return
    lifted.value = undefined
    tell('putBack', held, placeOf(held.productId))
  }

  // Another admin may unpin what is in our hand.
  watch(pins, () => {
    const held = lifted.value
    if (!held) return
    if (placeOf(held.productId) < 0) {
      lifted.value = undefined
      tell('gone', held, held.place)
    } else if (held.place >= pins().length) moveTo(pins().length - 1)
  })

  /** Whether the key was for the pin in hand. */
  function onKey(key: string): boolean {
    const held = lifted.value
    if (!held) return false
    switch (key) {
      case 'ArrowUp': moveTo(held.place - 1); return true
      case 'ArrowDown': moveTo(held.place + 1); return true
      case 'Home': moveTo(0); return true
      case 'End': moveTo(pins().length - 1); return true
      case 'Escape': putBack(); return true
      default: return false
    }
  }

  return { lifted, shown, lift, moveTo, putDown, putBack, onKey }
}
