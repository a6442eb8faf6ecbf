import type { Source } from '../candidate'
import { headersOf } from './readCsv'
import { woocommerceColumn } from '../sources/woocommerceHeaders'
import { columnName } from './table'

export interface Recognised {
  source: Source
  delimiter: string
}

const signatures: readonly [Source, (has: (...columns: string[]) => boolean) => boolean][] = [
  ['liveshop', (has) => has('liveshop id', 'name', 'price', 'currency')],
  ['shopify', (has) => has('handle', 'title') && (has('variant price') || has('option1 name') || has('body (html)'))],
  ['shopify-2026', (has) => has('url handle', 'title', 'price')],
  ['woocommerce', (has) => has('type', 'name', 'regular price')],
  ['google-tsv', (has) => has('id', 'title', 'price') && (has('availability') || has('link') || has('image link'))],
]

/** The name by which a column of such a file is looked up. */
export const nameIn = (source: Source, header: string): string =>
  source === 'woocommerce' ? woocommerceColumn(columnName(header)) : columnName(header)

/** Which kind of file it is by its header; undefined when it is none that can be read. */
export function recognise(text: string): Recognised | undefined {
  const start = text.slice(0, 20_000).trimStart()
  if (start.startsWith('<')) {
    const isFeed = /<(rss|feed|[\w-]*:?RDF)[\s>]/i.test(start) && /base\.google\.com|<(item|entry)[\s>]/i.test(start)
    return isFeed ? { source: 'google-xml', delimiter: '' } : undefined
  }
  for (const delimiter of [',', ';', '\t', '|']) {
    const headers = headersOf(text, delimiter)
    const source = signatures.find(([kind, matches]) => {
      const columns = new Set(headers.map((header) => nameIn(kind, header)))
      return matches((...names) => names.every((name) => columns.has(name)))
    })?.[0]
    if (source) return { source, delimiter }
  }
  return undefined
}
