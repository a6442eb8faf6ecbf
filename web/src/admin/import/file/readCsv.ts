import Papa from 'papaparse'
import { maxRows } from '../limits'
import { TooManyRowsError, type Row, type Table } from './table'

const isBlank = (cells: readonly string[]) => cells.every((value) => !value.trim())

/** Excel may say in a first line which separator follows: `sep=;`. */
const separatorLine = /^\ufeff?sep=[^\r\n]\r?\n/i

/** The header's cells if the columns are separated by this sign. */
export function headersOf(text: string, delimiter: string): string[] {
  const start = text.replace(separatorLine, '').slice(0, 100_000)
  return (Papa.parse<string[]>(start, { delimiter, preview: 1 }).data[0] ?? []).map((header) => header.replace(/^\ufeff/, '').trim())
}

const cellsOf = (names: readonly string[], values: readonly string[]): Record<string, string> => {
  const cells: Record<string, string> = {}
  names.forEach((name, at) => { if (name) cells[name] ||= values[at] ?? '' })
  return cells
}

/**
 * Reads a text of separated values.
 * @param nameOf The name by which a column is looked up.
 * @param onRows Called from time to time with the number of rows that were read.
 * @throws TooManyRowsError
 */
export function readCsv(
  text: string, delimiter: string, nameOf: (header: string) => string, onRows: (rows: number) => void = () => undefined,
): Table {
  const hasSeparatorLine = separatorLine.test(text)
  const offset = hasSeparatorLine ? 1 : 0
  const table: Table = { headers: [], columns: new Set(), rows: [] }
  let names: string[] = []
  let row = offset
  let tooMany = false

  Papa.parse<string[]>(hasSeparatorLine ? text.replace(separatorLine, '') : text, {
    delimiter,
    step({ data, errors }, parser) {
      row++
      if (!names.length) {
        table.headers = data.map((header) => header.replace(/^\ufeff/, '').trim())
        names = data.map(nameOf)
        table.columns = new Set(names)
        return
      }
      if (isBlank(data)) return
      if (table.rows.length === maxRows) {
        tooMany = true
        parser.abort()
        return
      }
      table.rows.push(rowOf(row, names, data, errors.some(({ code }) => code === 'MissingQuotes')))
      if (table.rows.length % 2_000 === 0) onRows(table.rows.length)
    },
  })
  if (tooMany) throw new TooManyRowsError()
  return table
}

function rowOf(row: number, names: readonly string[], data: readonly string[], isOpen: boolean): Row {
  const cells = cellsOf(names, data)
  if (isOpen) return { row, cells, problem: 'openQuote' }
  return isBlank(data.slice(names.length)) ? { row, cells } : { row, cells, problem: 'shiftedRow' }
}
