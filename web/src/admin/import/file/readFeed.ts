import { Parser } from 'htmlparser2'
import { maxRows } from '../limits'
import { columnName, TooManyRowsError, type Row, type Table } from './table'

const isItem = (name: string) => name === 'item' || name === 'entry'

/** Reads the items of an RSS or Atom feed, each as a row of which the elements are the cells. */
export function readFeed(text: string, onRows: (rows: number) => void = () => undefined): Table {
  const rows: Row[] = []
  const headers = new Map<string, string>()
  let item: Record<string, string[]> | undefined
  let path: string[] = []
  let content = ''

  const parser = new Parser({
    onopentag(name, attributes) {
      const local = name.toLowerCase()
      if (!item) {
        if (isItem(local)) item = {}
        return
      }
      path.push(columnName(name))
      // Of Atom, where the address is an attribute.
      content = local === 'link' ? (attributes.href ?? '') : ''
      if (path.length === 1) headers.set(columnName(name), name)
    },
    ontext(part) { content += part },
    onclosetag(name, isImplied) {
      if (!item) return
      const column = path.pop()
      if (column !== undefined) {
        // Nested elements, such as those of g:shipping, are no cells of the item.
        if (path.length === 0) (item[column] ??= []).push(content)
        content = ''
      } else if (isItem(name.toLowerCase())) {
        if (rows.length === maxRows) throw new TooManyRowsError()
        rows.push({ ...rowOf(rows.length + 1, item), ...(isImplied && { problem: 'fileCut' as const }) })
        if (rows.length % 2_000 === 0) onRows(rows.length)
        item = undefined
        path = []
      }
    },
  }, { xmlMode: true })
  parser.end(text)
  const isCut = !/<\/(rss|feed|[\w-]*:?RDF)\s*>\s*(<!--[^]*-->\s*)?$/i.test(text.slice(-2_000))
  return { headers: [...headers.values()], columns: new Set(headers.keys()), rows, isCut }
}

const rowOf = (row: number, item: Record<string, string[]>): Row => ({
  row,
  cells: Object.fromEntries(Object.entries(item).map(([column, values]) => [column, values.find((value) => value.trim()) ?? ''])),
  lists: item,
})
