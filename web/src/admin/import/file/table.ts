import { maxRows } from '../limits'

/** A row with the cells by their column's name, as `columnName` makes it; columns that have no name are left out. */
export interface Row {
  /** Counted as a spreadsheet does: the header is row 1. */
  row: number
  cells: Readonly<Record<string, string>>
  /** Of an element that is there several times, such as `additional_image_link`. */
  lists?: Readonly<Record<string, readonly string[]>>
  /** More cells than columns, a quotation mark that is never closed, or an end that is missing. */
  problem?: 'shiftedRow' | 'openQuote' | 'fileCut'
}

export interface Table {
  /** As they are written in the file. */
  headers: string[]
  /** The headers as `columnName` makes them. */
  columns: ReadonlySet<string>
  rows: Row[]
  /** Whether the end of the file is missing. */
  isCut?: boolean
}

/** The file has more rows than are read. */
export class TooManyRowsError extends Error {
  override readonly name = 'TooManyRowsError'

  constructor() {
    super(`More than ${maxRows} rows.`)
  }
}

/** The name by which a column is looked up: without case, the same with blanks and underscores. */
export const columnName = (header: string): string =>
  header.replace(/^\ufeff/, '').trim().toLowerCase().replace(/^g:/, '').replace(/[\s_]+/g, ' ')

/** The cell of the first of these columns that has one, without blanks around it; empty when none has. */
export function cell({ cells }: Row, ...columns: string[]): string {
  for (const column of columns) {
    const value = cells[column]?.trim()
    if (value) return value
  }
  return ''
}
