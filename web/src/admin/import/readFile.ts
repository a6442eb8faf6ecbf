import type { Candidate, ReadFile, Source } from './candidate'
import { decode } from './file/decode'
import { readCsv } from './file/readCsv'
import { readFeed } from './file/readFeed'
import { nameIn, recognise } from './file/recognise'
import { TooManyRowsError, type Table } from './file/table'
import { maxFileBytes } from './limits'
import { note, type Note } from './notes'
import { CandidateBuilder } from './sources/build'
import type { Draft } from './sources/draft'
import { googleColumns, googleDrafts, type OptionNames } from './sources/google'
import { ownColumns, ownDrafts } from './sources/own'
import { shopifyColumns, shopifyDrafts } from './sources/shopify'
import { isWoocommerceAttribute, woocommerceColumns, woocommerceDrafts } from './sources/woocommerce'
import { decimalSignOf } from './values/price'
import { idsOf } from './values/productId'

export interface ReadOptions {
  /** Of prices that name none. */
  currency: string
  now: Date
  optionNames: OptionNames
  onRows?: (rows: number) => void
}

/** Why a file as a whole cannot be imported. */
export type FileProblem = 'empty' | 'tooLarge' | 'workbook' | 'binary' | 'unknown' | 'tooManyRows' | 'failed'

const drafts: Record<Source, (table: Table, options: ReadOptions) => Draft[]> = {
  shopify: shopifyDrafts,
  'shopify-2026': shopifyDrafts,
  woocommerce: (table, { now }) => woocommerceDrafts(table, now),
  'google-xml': (table, { now, optionNames }) => googleDrafts(table, now, optionNames),
  'google-tsv': (table, { now, optionNames }) => googleDrafts(table, now, optionNames),
  liveshop: ownDrafts,
}

const usedColumns: Record<Source, (column: string) => boolean> = {
  shopify: (column) => shopifyColumns.has(column),
  'shopify-2026': (column) => shopifyColumns.has(column),
  woocommerce: (column) => woocommerceColumns.has(column) || isWoocommerceAttribute(column),
  'google-xml': (column) => googleColumns.has(column),
  'google-tsv': (column) => googleColumns.has(column),
  liveshop: (column) => ownColumns.has(column),
}

/** Reads a file of products. Every row of it is in exactly one of the candidates. */
export function readFile(bytes: Uint8Array, options: ReadOptions): ReadFile | FileProblem {
  if (bytes.length > maxFileBytes) return 'tooLarge'
  const decoded = decode(bytes)
  if (typeof decoded === 'string') return decoded
  const { text, encoding } = decoded
  if (!text.trim()) return 'empty'
  const recognised = recognise(text)
  if (!recognised) return 'unknown'
  const { source, delimiter } = recognised
  try {
    const table = source === 'google-xml'
      ? readFeed(text, options.onRows)
      : readCsv(text, delimiter, (header) => nameIn(source, header), options.onRows)
    return table.rows.length ? { ...mapTable(table, source, options), encoding } : 'empty'
  } catch (error) {
    if (error instanceof TooManyRowsError) return 'tooManyRows'
    throw error
  }
}

function mapTable(table: Table, source: Source, options: ReadOptions): Omit<ReadFile, 'encoding'> {
  const found = drafts[source](table, options)
  const prices = found.flatMap(({ variants }) => variants.map(({ price }) => price))
  const builder = new CandidateBuilder(source, { currency: options.currency, decimal: decimalSignOf(prices) ?? usualSign(source) })
  const ids = idsOf(found.map(({ idKey }) => idKey))
  const candidates = found.map((draft) => builder.build(draft, ids.get(draft.idKey) ?? ''))
  return {
    source,
    rows: table.rows.length,
    candidates: refuseRepeatedIds(candidates),
    unusedColumns: unusedColumns(table, source),
    notes: notesOf(table),
  }
}

/** All but WooCommerce write prices with a point, whatever the shop's language. */
const usualSign = (source: Source) => (source === 'woocommerce' ? undefined : '.')

/** Products without a handle may have the same name, and so the same id. */
function refuseRepeatedIds(candidates: Candidate[]): Candidate[] {
  const taken = new Set<string>()
  return candidates.map((candidate) => {
    const id = candidate.product?.id
    if (id === undefined || !taken.has(id)) {
      if (id !== undefined) taken.add(id)
      return candidate
    }
    return { ...candidate, product: undefined, problems: [...candidate.problems, note('sameIdTwice', candidate.key)] }
  })
}

const unusedColumns = (table: Table, source: Source) => {
  const unused = [...table.columns].filter((column) => column && !usedColumns[source](column))
  const filled = new Set(unused.filter((column) => table.rows.some(({ cells }) => cells[column]?.trim())))
  const written = new Map(table.headers.map((header) => [nameIn(source, header), header]))
  return [...filled].map((column) => (written.get(column) ?? column).replace(/^g:/, ''))
}

const notesOf = ({ isCut }: Table): Note[] => (isCut ? [note('fileCut')] : [])
