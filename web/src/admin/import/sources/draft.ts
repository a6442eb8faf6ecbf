import { note, type Note } from '../notes'
import type { Row } from '../file/table'

/** A variant in the words of the file. `undefined` is for what the file does not say. */
export interface DraftVariant {
  row: number
  id?: string
  optionValues: string[]
  sku: string | undefined
  price: string
  /** The price before a reduction. */
  compareAtPrice: string
  /** Null when pieces are not counted. */
  stock: string | number | null | undefined
  image: string | undefined
}

/** A product in the words of the file, before its values are read. */
export class Draft {
  name = ''
  description: string | undefined
  images: string[] | undefined
  /** The alternative texts of the images, in their order; empty where there is none. */
  altTexts: string[] | undefined
  /** The id of a VAT rate of the shop; empty for its default. */
  vatRate: string | undefined
  optionNames: string[] = []
  /** All values of each option in their order, where the file has more than those of the variants. */
  optionValues: string[][] | undefined
  variants: DraftVariant[] = []
  isHidden = false
  /** Of which the product's id is made. */
  readonly problems: Note[] = []
  readonly notes: Note[] = []

  constructor(readonly key: string, readonly rows: Row[], readonly idKey = key) {}

  refuse(code: Note['code'], ...values: (string | number)[]): void {
    this.problems.push(note(code, ...values))
  }

  remark(code: Note['code'], ...values: (string | number)[]): void {
    this.notes.push(note(code, ...values))
  }

  /** The value that the rows have in common; refused when two contradict each other. Empty cells say nothing. */
  common(column: string, valueOf: (row: Row) => string): string {
    let first: { row: number; value: string } | undefined
    for (const row of this.rows) {
      const value = valueOf(row)
      if (!value) continue
      if (first && first.value !== value) {
        this.refuse('contradiction', column, first.row, row.row)
        return first.value
      }
      first ??= { row: row.row, value }
    }
    return first?.value ?? ''
  }

  /** Takes a variant; the same one twice is refused, unless both rows say the same. */
  add(variant: DraftVariant): void {
    const twin = this.variants.find((other) => same(other.optionValues, variant.optionValues))
    if (!twin) this.variants.push(variant)
    else if (same({ ...twin, row: 0 }, { ...variant, row: 0 })) this.remark('repeatedRow', twin.row, variant.row)
    else this.refuse('sameVariantTwice', variant.optionValues.filter(Boolean).join(' / ') || this.key, twin.row, variant.row)
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The rows by a key, in the order of the first of each. */
export function groupBy(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}
