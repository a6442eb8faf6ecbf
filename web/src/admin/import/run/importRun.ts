import { computed, ref, shallowRef } from 'vue'
import { ApiError } from '../../../api/problem'
import type { PlannedProduct } from '../plan/plan'
import { StoppedError, useAttempts } from './attempts'
import { batchesOf, bodyOf, type ProductBody } from './batches'
import { changeStock, type StockApi, type StockHolder } from './stockChange'

/** The server's answer to one product of a batch. */
export interface Answer<P> {
  /** As it is now, of a refused one too. */
  product: P | null
  /** Null when the product was taken. */
  problem: string | null
  detail: string | null
  errors: Readonly<Record<string, readonly string[]>> | null
}

export interface ImportApi<P extends StockHolder> extends StockApi<P> {
  /** Creates or replaces products, without writing the stock of what exists. */
  replace: (products: ProductBody[]) => Promise<Answer<P>[]>
}

export interface Outcome {
  result: 'created' | 'changed' | 'failed'
  /** The server's words, of a failure. */
  reasons: string[]
}

const reasonsOf = (error: unknown): string[] => {
  if (!(error instanceof ApiError)) return [String(error)]
  return [error.message, ...Object.entries(error.errors).flatMap(([field, texts]) => texts.map((text) => `${field}: ${text}`))]
}
const answerReasons = ({ detail, errors }: Answer<unknown>): string[] =>
  errors ? Object.entries(errors).flatMap(([field, texts]) => texts.map((text) => `${field}: ${text}`)) : [detail ?? '']

/** Sends the planned products, batch by batch; sending the same again changes nothing. */
export function useImportRun<P extends StockHolder>(planned: readonly PlannedProduct[], withStock: boolean, api: ImportApi<P>) {
  const work = planned.filter(({ status }) => status === 'new' || status === 'changed')
  const attempts = useAttempts()
  const outcomes = new Map<PlannedProduct, Outcome>()
  const completed = ref(0)
  const isDone = ref(false)
  const last = shallowRef<PlannedProduct>()

  function finish(item: PlannedProduct, result: Outcome['result'], reasons: string[] = []): void {
    outcomes.set(item, { result, reasons })
    completed.value = outcomes.size
    last.value = item
  }

  const body = ({ target }: PlannedProduct): ProductBody => (target ? bodyOf(target) : {} as never)
  const doneAs = ({ existing }: PlannedProduct) => (existing ? 'changed' : 'created')

  async function correctStock(item: PlannedProduct, product: P): Promise<void> {
    try {
      let current = product
      for (const difference of withStock ? item.stock : []) current = await changeStock(current, difference, api, attempts.send)
      finish(item, doneAs(item))
    } catch (error) {
      if (error instanceof StoppedError) throw error
      finish(item, 'failed', reasonsOf(error))
    }
  }

  async function sendBatch(items: PlannedProduct[]): Promise<void> {
    let answers: Answer<P>[]
    try {
      answers = await attempts.send(() => api.replace(items.map(body)))
    } catch (error) {
      if (error instanceof StoppedError) throw error
      if (error instanceof ApiError && error.status === 413 && items.length > 1) {
        const half = Math.ceil(items.length / 2)
        await sendBatch(items.slice(0, half))
        return sendBatch(items.slice(half))
      }
      for (const item of items) finish(item, 'failed', reasonsOf(error))
      return
    }
    for (const [at, item] of items.entries()) {
      const answer = answers[at]
      if (answer?.product && !answer.problem) await correctStock(item, answer.product)
      else finish(item, 'failed', answer ? answerReasons(answer) : [''])
    }
  }

  async function run(): Promise<void> {
    try {
      for (const items of batchesOf(work.filter(({ status, changes }) => status === 'new' || changes.length), body)) await sendBatch(items)
      for (const item of work) if (!outcomes.has(item) && item.existing) await correctStock(item, item.existing as unknown as P)
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error
    } finally {
      isDone.value = true
    }
  }

  const percent = computed(() => (work.length ? Math.floor((completed.value / work.length) * 100) : 100))
  return { ...attempts, total: work.length, completed, percent, isDone, last, outcomes, run }
}

export type ImportRun = ReturnType<typeof useImportRun>
