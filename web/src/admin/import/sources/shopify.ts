import { cell, type Row, type Table } from '../file/table'
import { Draft, groupBy } from './draft'

/** Columns by Shopify's headers until 2026 and since. */
const columns = {
  handle: ['handle', 'url handle'],
  title: ['title'],
  description: ['body (html)', 'description'],
  published: ['published', 'published on online store'],
  status: ['status'],
  sku: ['variant sku', 'sku'],
  tracker: ['variant inventory tracker', 'inventory tracker'],
  quantity: ['variant inventory qty', 'inventory quantity'],
  policy: ['variant inventory policy', 'continue selling when out of stock'],
  price: ['variant price', 'price'],
  compareAtPrice: ['variant compare at price', 'compare-at price'],
  image: ['image src', 'product image url'],
  position: ['image position'],
  altText: ['image alt text'],
  variantImage: ['variant image', 'variant image url'],
} as const
type Column = keyof typeof columns

const places = [1, 2, 3]
export const shopifyColumns: ReadonlySet<string> = new Set([
  ...Object.values(columns).flat(), ...places.flatMap((place) => [`option${place} name`, `option${place} value`]),
])

const valueOf = (row: Row, column: Column) => cell(row, ...columns[column])
const optionValues = (row: Row) => places.map((place) => cell(row, `option${place} value`))
const hasColumn = (table: Table, column: Column) => columns[column].some((name) => table.columns.has(name))

/** Products of Shopify's export: rows with the same handle are one, and those with a price are its variants. */
export function shopifyDrafts(table: Table): Draft[] {
  const groups = groupBy(table.rows, (row) => valueOf(row, 'handle') || (valueOf(row, 'title') ? `\n${row.row}` : '\n'))
  return [...groups].map(([key, rows]) => draftOf(key, rows, table))
}

function draftOf(key: string, rows: Row[], table: Table): Draft {
  const title = rows.map((row) => valueOf(row, 'title')).find(Boolean) ?? ''
  const hasHandle = !key.startsWith('\n')
  const draft = new Draft(hasHandle ? key : title, rows)
  if (!hasHandle && title) draft.remark('handleOfTitle')
  if (!hasHandle && !title) draft.refuse('rowsWithoutProduct')

  draft.name = draft.common('Title', (row) => valueOf(row, 'title'))
  if (hasColumn(table, 'description')) draft.description = draft.common('Description', (row) => valueOf(row, 'description'))
  if (hasColumn(table, 'image')) {
    const pictures = picturesOf(rows)
    draft.images = pictures.map((row) => valueOf(row, 'image'))
    if (hasColumn(table, 'altText')) draft.altTexts = pictures.map((row) => valueOf(row, 'altText'))
  }
  const published = draft.common('Published', (row) => valueOf(row, 'published'))
  const status = draft.common('Status', (row) => valueOf(row, 'status'))
  draft.isHidden = /^(false|no|0)$/i.test(published) || /^(draft|archived|unlisted)$/i.test(status)

  const names = places.map((place) => draft.common(`Option${place} name`, (row) => cell(row, `option${place} name`)))
  const isSimple = rows.every((row) => optionValues(row).every((value) => !value || value === 'Default Title'))
  const used = isSimple ? [] : places.filter((place) => names[place - 1] || rows.some((row) => optionValues(row)[place - 1]))
  draft.optionNames = used.map((place) => names[place - 1] ?? '')
  for (const [at, row] of rows.entries()) addVariant(draft, row, at === 0, used, table)
  return draft
}

function addVariant(draft: Draft, row: Row, isFirst: boolean, used: number[], table: Table): void {
  const values = optionValues(row)
  // A row with nothing but a picture.
  if (!isFirst && !values.some(Boolean) && !valueOf(row, 'price') && !valueOf(row, 'sku')) return
  draft.add({
    row: row.row,
    optionValues: used.map((place) => values[place - 1] ?? ''),
    sku: hasColumn(table, 'sku') ? valueOf(row, 'sku') : undefined,
    price: valueOf(row, 'price'),
    compareAtPrice: valueOf(row, 'compareAtPrice'),
    stock: stockOf(draft, row, table),
    image: hasColumn(table, 'variantImage') ? valueOf(row, 'variantImage') : undefined,
  })
}

/** Pieces are not counted without a tracker, nor where the sale goes on without any left. */
function stockOf(draft: Draft, row: Row, table: Table): string | null | undefined {
  if (!hasColumn(table, 'quantity')) return undefined
  if (hasColumn(table, 'tracker') && !valueOf(row, 'tracker')) return null
  if (/^(continue|true|yes)$/i.test(valueOf(row, 'policy'))) {
    draft.remark('sellsOn', row.row)
    return null
  }
  return valueOf(row, 'quantity') || null
}

function picturesOf(rows: Row[]): Row[] {
  const position = (row: Row) => Number(valueOf(row, 'position')) || Infinity
  return rows.filter((row) => valueOf(row, 'image')).toSorted((one, other) => compare(position(one), position(other)))
}

const compare = (one: number, other: number) => (one === other ? 0 : one - other)
