import { useWindowVirtualizer, type VirtualItem } from '@tanstack/vue-virtual'
import { defaultRangeExtractor } from '@tanstack/vue-virtual'
import { computed, onMounted, onScopeDispose, ref, type Ref } from 'vue'

/** Rows beyond the window's edges, so that scrolling by keys finds the next one. */
const overscan = 6

export interface Gap {
  /** In pixels; undefined for a row. */
  gap: number
  key: string
}

export interface VirtualRow {
  index: number
  key: string
}

interface VirtualRowsOptions {
  list: Readonly<Ref<HTMLElement | null>>
  keys: () => readonly string[]
  /** Height of most rows in pixels, until they are measured. */
  estimate: () => number
  /** Measured before the page was left. */
  kept: VirtualItem[]
}

/** Keeps only the rows near the window in the page, and the one with the focus wherever it is. */
export function useVirtualRows({ list, keys, estimate, kept }: VirtualRowsOptions) {
  const margin = ref(0)
  const focused = ref(-1)

  const virtualizer = useWindowVirtualizer(computed(() => ({
    count: keys().length,
    getItemKey: (index: number) => keys()[index] ?? index,
    estimateSize: estimate,
    overscan,
    scrollMargin: margin.value,
    initialMeasurementsCache: kept,
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const shown = defaultRangeExtractor(range)
      const at = focused.value
      return at < 0 || at >= range.count || shown.includes(at) ? shown : [...shown, at].toSorted((one, other) => one - other)
    },
    measureElement: (element: Element) => element.getBoundingClientRect().height,
  })))

  /** The rows with the gaps between them. */
  const rows = computed<(Gap | VirtualRow)[]>(() => {
    const items = virtualizer.value.getVirtualItems()
    let end = margin.value
    const shown = items.flatMap(({ index, key, start, end: itsEnd }) => {
      const gap = start - end
      end = itsEnd
      return [...(gap > 0.5 ? [{ gap, key: `before-${String(key)}` }] : []), { index, key: String(key) }]
    })
    const rest = virtualizer.value.getTotalSize() + margin.value - end
    return rest > 0.5 ? [...shown, { gap: rest, key: 'rest' }] : shown
  })

  const range = computed(() => {
    const items = virtualizer.value.getVirtualItems()
    return [items[0]?.index ?? 0, items.at(-1)?.index ?? 0] as const
  })

  const measure = (row: unknown) => { virtualizer.value.measureElement((row as { $el?: HTMLElement } | null)?.$el ?? null) }

  const place = () => { margin.value = list.value ? list.value.getBoundingClientRect().top + scrollY : 0 }
  const onFocus = (event: FocusEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
    focused.value = row && list.value?.contains(row) ? Number(row.dataset.index) : -1
  }

  onMounted(() => {
    place()
    addEventListener('resize', place)
    document.addEventListener('focusin', onFocus)
  })
  onScopeDispose(() => {
    removeEventListener('resize', place)
    document.removeEventListener('focusin', onFocus)
  })

  return { rows, range, measure, place, measurements: () => virtualizer.value.measurementsCache }
}
