import type { Source } from '../candidate'
import { headersOf } from './readCsv'
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

/** Which kind of file it is by its header; undefined when it is none that can be read. */
export function recognise(text: string): Recognised | undefined {
  const start = text.slice(0, 20_000).trimStart()
  if (start.startsWith('<')) {
    const isFeed = /<(rss|feed|[\w-]*:?RDF)[\s>]/i.test(start) && /base\.google\.com|<(item|entry)[\s>]/i.test(start)
    return isFeed ? { source: 'google-xml', delimiter: '' } : undefined
  }
  for (const delimiter of [',', ';', '\t', '|']) {
    const columns = new Set(headersOf(text, delimiter).map(columnName))
    const source = signatures.find(([, matches]) => matches((...names) => names.every((name) => columns.has(name))))?.[0]
    if (source) return { source, delimiter }
  }
  return undefined
}
