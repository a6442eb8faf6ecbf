import { cell, type Row, type Table } from '../file/table'
import { splitAddresses } from '../values/address'
import { Draft, groupBy } from './draft'
import { isOver } from './salePeriod'

/** Attributes by which the products of a group differ, with the names that customers choose by. */
export type OptionNames = Readonly<Record<'color' | 'size' | 'material' | 'pattern', string>>
const attributes = ['color', 'size', 'material', 'pattern'] as const

export const googleColumns: ReadonlySet<string> = new Set([
  'id', 'title', 'description', 'item group id', 'image link', 'additional image link', 'availability', 'price', 'sale price',
  'sale price effective date', 'quantity', 'sell on google quantity', ...attributes,
])

/** Products of a feed for Google's Merchant Center: items with the same `item_group_id` are variants of one. */
export function googleDrafts(table: Table, now: Date, names: OptionNames): Draft[] {
  const groups = groupBy(table.rows, (row) => cell(row, 'item group id') || cell(row, 'id') || `\n${row.row}`)
  return [...groups].map(([key, rows]) => draftOf(key, rows, table, now, names))
}

function draftOf(key: string, rows: Row[], table: Table, now: Date, names: OptionNames): Draft {
  const title = rows.map((row) => cell(row, 'title')).find(Boolean) ?? ''
  const draft = new Draft(key.startsWith('\n') ? title : key, rows)
  if (key.startsWith('\n')) draft.refuse('noId')
  const { columns } = table
  const titles = [...new Set(rows.map((row) => cell(row, 'title')).filter(Boolean))]
  draft.name = titles.length > 1 ? sharedStart(titles) : title
  if (draft.name !== title) draft.remark('nameShared', draft.name)
  if (columns.has('description')) draft.description = rows.map((row) => cell(row, 'description')).find(Boolean) ?? ''
  if (columns.has('image link')) draft.images = [...rows.slice(0, 1).map(pictureOf), ...rows.flatMap(morePictures)].filter(Boolean)

  const choice = choiceOf(draft, rows, names)
  draft.optionNames = choice.names
  for (const row of rows) {
    const price = pricesOf(draft, row, now)
    draft.add({
      row: row.row,
      optionValues: choice.valuesOf(row),
      sku: cell(row, 'id'),
      ...price,
      stock: stockOf(draft, row),
      image: choice.names.length && columns.has('image link') ? pictureOf(row) : undefined,
    })
  }
  return draft
}

/** The attributes that differ; or else the titles, where each has its own. */
function choiceOf(draft: Draft, rows: Row[], names: OptionNames): { names: string[]; valuesOf: (row: Row) => string[] } {
  if (!cell(rows[0] ?? { row: 0, cells: {} }, 'item group id')) return { names: [], valuesOf: () => [] }
  const differing = attributes.filter((attribute) => new Set(rows.map((row) => cell(row, attribute))).size > 1)
  for (const attribute of attributes) {
    const [first] = rows
    const value = first && cell(first, attribute)
    if (value && rows.length > 1 && !differing.includes(attribute)) draft.remark('sameForAll', names[attribute], value)
  }
  if (differing.length || rows.length === 1) {
    const used = rows.length === 1 ? attributes.filter((attribute) => rows[0] && cell(rows[0], attribute)) : differing
    return { names: used.map((attribute) => names[attribute]), valuesOf: (row) => used.map((attribute) => cell(row, attribute)) }
  }
  const titles = new Set(rows.map((row) => cell(row, 'title')))
  return titles.size === rows.length ? { names: ['Variant'], valuesOf: (row) => [cell(row, 'title')] } : { names: [], valuesOf: () => [] }
}

function pricesOf(draft: Draft, row: Row, now: Date): { price: string; compareAtPrice: string } {
  const [price, sale] = [cell(row, 'price'), cell(row, 'sale price')]
  const [starts = '', ends = ''] = cell(row, 'sale price effective date').split('/')
  if (!sale) return { price, compareAtPrice: '' }
  if (!isOver(starts, ends, now)) return { price: sale, compareAtPrice: price }
  draft.remark('saleNotNow', row.row)
  return { price, compareAtPrice: '' }
}

/** A feed says whether there are any, and seldom how many. */
function stockOf(draft: Draft, row: Row): string | number | null | undefined {
  const quantity = cell(row, 'quantity', 'sell on google quantity')
  const availability = cell(row, 'availability').toLowerCase().replace(/[\s_]+/g, ' ')
  if (availability === 'out of stock') return 0
  if (availability === 'preorder' || availability === 'backorder') {
    draft.remark('sellsOn', row.row)
    return null
  }
  return quantity || (availability ? null : undefined)
}

const pictureOf = (row: Row) => cell(row, 'image link')
const morePictures = (row: Row) =>
  (row.lists?.['additional image link'] ?? [cell(row, 'additional image link')]).flatMap(splitAddresses)

/** What all titles begin with, whole words only; the first title when that is too little. */
function sharedStart(titles: string[]): string {
  const [first = '', ...others] = titles
  let end = first.length
  for (const other of others) while (!other.startsWith(first.slice(0, end))) end--
  const isWord = others.every((other) => !other[end] || /[^\p{L}\p{N}]/u.test(other[end] ?? '')) && !/[\p{L}\p{N}]/u.test(first[end] ?? '')
  const shared = (isWord ? first.slice(0, end) : first.slice(0, end).replace(/[\p{L}\p{N}]+$/u, '')).replace(/[^\p{L}\p{N})]+$/u, '')
  return shared.length >= 3 ? shared : first
}
