import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { serverNow } from '../../api/serverClock'
import type { Product } from '../../api/types'
import { shop } from '../../shop/shop'
import type { ReadFile } from './candidate'
import type { FileProblem } from './readFile'
import { readInWorker } from './readInWorker'
import { useImportMessages } from './i18n'
import { loadCatalogue } from './plan/loadCatalogue'
import { planImport } from './plan/plan'
import { importApi } from './run/api'
import { useImportRun, type ImportRun } from './run/importRun'

type Phase = 'choose' | 'reading' | 'comparing' | 'preview' | 'running' | 'done'

/** A file on its way into the shop: read, compared, looked at, sent. */
export function useImport() {
  const m = useImportMessages()
  const phase = ref<Phase>('choose')
  const problem = ref<FileProblem | 'shop'>()
  const fileName = ref('')
  const rows = ref(0)
  const read = shallowRef<ReadFile>()
  const catalogue = shallowRef<ReadonlyMap<string, Product>>(new Map())
  const withHidden = ref(false)
  const withStock = ref(false)
  const run = shallowRef<ImportRun>()
  const currency = computed(() => shop.value?.currency ?? 'EUR')
  const planned = computed(() => (read.value
    ? planImport(read.value, catalogue.value, {
        currency: currency.value,
        vatRateIds: shop.value?.vatRates.map(({ id }) => id) ?? [],
        withHidden: withHidden.value,
        withStock: withStock.value,
      })
    : []))
  const hidden = computed(() => read.value?.candidates.filter(({ isHidden, product }) => isHidden && product).length ?? 0)
  let reading = new AbortController()

  function cancel(failed?: FileProblem | 'shop'): void {
    reading.abort()
    read.value = run.value = undefined
    problem.value = failed
    phase.value = 'choose'
  }

  async function open(file: File): Promise<void> {
    cancel()
    const { signal } = (reading = new AbortController())
    fileName.value = file.name
    withHidden.value = withStock.value = false
    rows.value = 0
    phase.value = 'reading'
    const options = { currency: currency.value, now: new Date(serverNow()), optionNames: { ...m.value.optionNames } }
    const found = await readInWorker(file, options, (count) => { rows.value = count }, signal)
    if (signal.aborted) return
    if (typeof found === 'string') return cancel(found)
    await compare(found, signal)
  }

  async function compare(found: ReadFile, signal: AbortSignal): Promise<void> {
    phase.value = 'comparing'
    try {
      const products = await loadCatalogue()
      if (signal.aborted) return
      catalogue.value = products
      read.value = found
      phase.value = 'preview'
    } catch {
      if (!signal.aborted) cancel('shop')
    }
  }

  async function start(): Promise<void> {
    const started = useImportRun(planned.value, withStock.value, importApi)
    run.value = started
    phase.value = 'running'
    await started.run()
    phase.value = 'done'
  }

  onScopeDispose(() => {
    reading.abort()
    run.value?.stop()
  })
  return { phase, problem, fileName, rows, read, planned, hidden, withHidden, withStock, run, open, cancel, start }
}
