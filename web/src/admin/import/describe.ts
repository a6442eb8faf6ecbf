import type { Money } from '../../api/types'
import type { ImportMessages } from './i18n/en'
import type { Note } from './notes'
import type { Change, StockDifference } from './plan/compare'
import type { PlannedProduct } from './plan/plan'

/** Values as the admin reads them. */
export interface Wording {
  m: ImportMessages
  price: (price: Money) => string
}

/** Variants of which the changes are told one by one. */
const mostChanges = 8

export const noteText = ({ m }: Wording, { code, values }: Note): string => m.notes[code](...values)

const valueText = ({ m, price }: Wording, value: Change['from']): string =>
  value === null || value === undefined ? m.changes.none : typeof value === 'string' ? value : price(value)

function changeText(wording: Wording, { field, variant, from, to }: Change): string {
  const texts = wording.m.changes
  const of = variant ? texts.of(variant) : ''
  const [before, after] = [valueText(wording, from), valueText(wording, to)]
  if (field === 'name') return texts.name(before, after)
  if (field === 'price' || field === 'compareAtPrice' || field === 'sku') return texts[field](of, before, after)
  if (field === 'vatRate') return texts.vatRate(before, after)
  if (field === 'picture') return texts.picture(of)
  if (field === 'variantNew' || field === 'variantGone') return texts[field](variant ?? '')
  return texts[field]
}

function stockText({ m }: Wording, withStock: boolean, { variant, from, to }: StockDifference): string {
  const say = withStock ? m.changes.stock : m.changes.stockStays
  const pieces = (stock: number | null) => (stock === null ? m.preview.notCounted : String(stock))
  return say(variant ? m.changes.of(variant) : '', pieces(from), pieces(to))
}

/** What the import changes of a product that is in the shop. */
export function changeTexts(wording: Wording, { changes, stock }: PlannedProduct, withStock: boolean): string[] {
  const texts = [
    ...changes.map((change) => changeText(wording, change)), ...stock.map((difference) => stockText(wording, withStock, difference)),
  ]
  const more = texts.length - mostChanges
  return more > 1 ? [...texts.slice(0, mostChanges), wording.m.changes.more(more)] : texts
}

/** Rows as a spreadsheet's user writes them: "2–5, 9". */
export function rowRanges(rows: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const row of rows.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1)
    if (last && row <= last[1] + 1) last[1] = row
    else ranges.push([row, row])
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ')
}
