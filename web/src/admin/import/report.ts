import { toCsv } from './csv'
import { changeTexts, noteText, rowRanges, type Wording } from './describe'
import type { PlannedProduct } from './plan/plan'
import type { Outcome } from './run/importRun'

/** What became of each product of the file, as CSV. */
export function reportToCsv(
  wording: Wording, products: readonly PlannedProduct[], outcomes: ReadonlyMap<PlannedProduct, Outcome>, withStock: boolean,
): string {
  const { headers, results } = wording.m.report
  const rows = products.map((product) => {
    const { candidate, status, reasons, notes } = product
    const outcome = outcomes.get(product)
    const isOpen = status === 'new' || status === 'changed'
    const result = outcome?.result ?? (isOpen ? 'left' : status === 'refused' ? 'refused' : 'unchanged')
    const details = [
      ...(outcome?.reasons ?? []), ...[...reasons, ...notes].map((note) => noteText(wording, note)),
      ...changeTexts(wording, product, withStock),
    ]
    return [rowRanges(candidate.rows), candidate.name, candidate.product?.id ?? '', results[result], details.join('\n')]
  })
  return toCsv([headers, ...rows])
}
