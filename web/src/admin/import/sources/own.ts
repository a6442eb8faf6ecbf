import { undefuse } from '../csv'
import { ownHeaders, splitCell, splitValues } from '../export/ownFormat'
import { columnName, type Row, type Table } from '../file/table'
import { Draft, groupBy } from './draft'

const places = [1, 2, 3]
export const ownColumns: ReadonlySet<string> = new Set(ownHeaders.map(columnName))

/** The cell as it was exported. Texts keep their blanks, so that an export reads back unchanged. */
const exact = (row: Row, column: string) => undefuse(row.cells[column] ?? '')
const value = (row: Row, column: string) => exact(row, column).trim()

/** Products of the shop's own export. */
export function ownDrafts(table: Table): Draft[] {
  const groups = groupBy(table.rows, (row) => value(row, 'liveshop id') || (value(row, 'name') ? `\n${row.row}` : '\n'))
  return [...groups].map(([key, rows]) => draftOf(key, rows, table))
}

function draftOf(key: string, rows: Row[], table: Table): Draft {
  const has = (column: string) => table.columns.has(column)
  const hasId = !key.startsWith('\n')
  const draft = new Draft(hasId ? key : rows.map((row) => value(row, 'name')).find(Boolean) ?? '', rows)
  if (!hasId && !draft.key) draft.refuse('rowsWithoutProduct')
  draft.name = draft.common('Name', (row) => value(row, 'name'))
  if (has('description')) draft.description = draft.common('Description', (row) => exact(row, 'description'))
  if (has('pictures')) draft.images = draft.common('Pictures', (row) => value(row, 'pictures')).split(/\s+/).filter(Boolean)
  if (has('picture texts')) draft.altTexts = splitCell(draft.common('Picture texts', (row) => value(row, 'picture texts')))
  if (has('vat rate')) draft.vatRate = draft.common('VAT rate', (row) => value(row, 'vat rate'))

  const names = places.map((place) => draft.common(`Option ${place}`, (row) => value(row, `option ${place}`)))
  const used = places.filter((place) => names[place - 1] || rows.some((row) => value(row, `value ${place}`)))
  draft.optionNames = used.map((place) => names[place - 1] ?? '')
  draft.optionValues = used.map((place) =>
    splitValues(draft.common(`Option ${place} values`, (row) => value(row, `option ${place} values`))))
  for (const row of rows) {
    const id = value(row, 'variant id')
    draft.add({
      row: row.row,
      ...(id && used.length && { id }),
      optionValues: used.map((place) => value(row, `value ${place}`)),
      sku: has('sku') ? value(row, 'sku') : undefined,
      price: withCurrency(value(row, 'price'), row),
      compareAtPrice: withCurrency(value(row, 'compare at price'), row),
      stock: has('stock') ? stockOf(row) : undefined,
      image: used.length && has('variant picture') ? value(row, 'variant picture') : undefined,
    })
  }
  return draft
}

const withCurrency = (price: string, row: Row) => {
  const currency = value(row, 'currency')
  return price && currency && !price.toUpperCase().includes(currency.toUpperCase()) ? `${price} ${currency}` : price
}

/** An empty cell and a dash are for pieces that are not counted. */
const stockOf = (row: Row) => {
  const stock = value(row, 'stock')
  return !stock || /^[-–—]$/.test(stock) ? null : stock
}
