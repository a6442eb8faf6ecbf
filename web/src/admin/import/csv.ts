import { saveBlob } from '../ui/saveBlob'

/** A spreadsheet takes a cell that begins like this for a formula (OWASP, CSV injection). */
const formula = /^'*\s*[=+\-@＝＋－＠\t\r\n]/

/** The cell with an apostrophe before what a spreadsheet would execute. */
export const defuse = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)

/** The cell as it was before `defuse`. */
export const undefuse = (cell: string): string => (cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell)

const quote = (cell: string) => `"${defuse(cell).replaceAll('"', '""')}"`

/** A table as CSV (RFC 4180) with a byte order mark, without which Excel does not read it as UTF-8. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((cells) => cells.map(quote).join(',')).join('\r\n')}\r\n`

/** Offers a text to the browser as a file to save. */
export const download = (name: string, text: string): void => { saveBlob(name, new Blob([text], { type: 'text/csv;charset=utf-8' })) }
