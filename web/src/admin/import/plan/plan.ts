import type { Product } from '../../../api/types'
import type { Candidate, ReadFile } from '../candidate'
import { note, type Note } from '../notes'
import { changesOf, stockDifferences, type Change, type StockDifference } from './compare'
import { mergeProduct, type TargetProduct } from './merge'

export const statuses = ['new', 'changed', 'unchanged', 'refused'] as const
export type Status = (typeof statuses)[number]

/** What the import does with a candidate. */
export interface PlannedProduct {
  candidate: Candidate
  status: Status
  /** As it will be in the shop; undefined when it is refused. */
  target: TargetProduct | undefined
  existing: Product | undefined
  changes: Change[]
  /** Differences of the stock, whether they will be written or not. */
  stock: StockDifference[]
  /** Why it is refused. */
  reasons: Note[]
  /** Other remarks on it. */
  notes: Note[]
}

export interface PlanOptions {
  /** The shop's. */
  currency: string
  /** Ids of the shop's VAT rates. */
  vatRateIds: readonly string[]
  /** Also imports what the file marks as a draft or hidden. */
  withHidden: boolean
  /** Also writes the stock of products that are in the shop. */
  withStock: boolean
}

/** Decides for each candidate what the import will do, by what the shop has. */
export function planImport(
  { candidates, source }: Pick<ReadFile, 'candidates' | 'source'>, shop: ReadonlyMap<string, Product>, options: PlanOptions,
): PlannedProduct[] {
  return candidates.map((candidate) => {
    const existing = candidate.product && shop.get(candidate.product.id)
    return plan(candidate, existing, reasonsOf(candidate, existing, source === 'liveshop', options), options)
  })
}

function reasonsOf(candidate: Candidate, existing: Product | undefined, isOwn: boolean, options: PlanOptions): Note[] {
  const { product, isHidden, problems } = candidate
  if (!product) return problems
  const currency = product.variants[0]?.price.currency ?? options.currency
  const isForeign = !isOwn && currency !== options.currency && currency !== existing?.price.currency
  return [
    ...(isForeign ? [note('foreignCurrency', currency, options.currency)] : []),
    ...(isHidden && !options.withHidden ? [note('hidden')] : []),
  ]
}

function plan(candidate: Candidate, existing: Product | undefined, reasons: Note[], options: PlanOptions): PlannedProduct {
  const { product } = candidate
  const planned = { candidate, existing, reasons, notes: notesOf(candidate, options), changes: [], stock: [] }
  if (!product || reasons.length) return { ...planned, status: 'refused', target: undefined }
  const target = mergeProduct(product, existing)
  if (!existing) return { ...planned, status: 'new', target }

  const [changes, stock] = [changesOf(target, existing), stockDifferences(product, existing)]
  const isChanged = changes.length > 0 || (options.withStock && stock.length > 0)
  return { ...planned, status: isChanged ? 'changed' : 'unchanged', target, changes, stock }
}

function notesOf({ product, notes }: Candidate, { vatRateIds }: PlanOptions): Note[] {
  const rate = product?.vatRateId
  return rate && !vatRateIds.includes(rate) ? [...notes, note('unknownVatRate', rate)] : notes
}

/** How many products of each status there are. */
export function countStatuses(products: readonly PlannedProduct[]): Record<Status, number> {
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const { status } of products) counts[status]++
  return counts
}
