import type { ReadFile } from './candidate'
import { maxFileBytes } from './limits'
import type { FileProblem, ReadOptions } from './readFile'
import type { ReadRequest } from './reader.worker'

type Answer = { rows: number } | { read: ReadFile | FileProblem }

/** Reads a file in a worker of its own; an abort ends the worker, and the promise stays open. */
export function readInWorker(
  file: Blob, options: Omit<ReadOptions, 'onRows'>, onRows: (rows: number) => void, signal: AbortSignal,
): Promise<ReadFile | FileProblem> {
  if (file.size > maxFileBytes) return Promise.resolve('tooLarge')
  const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' })
  signal.addEventListener('abort', () => { worker.terminate() })
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if ('rows' in data) return onRows(data.rows)
      worker.terminate()
      resolve(data.read)
    })
    worker.addEventListener('error', () => {
      worker.terminate()
      resolve('failed')
    })
    worker.postMessage({ file, options } satisfies ReadRequest)
  })
}
