import { readFile, type ReadOptions } from './readFile'

export interface ReadRequest {
  file: Blob
  options: Omit<ReadOptions, 'onRows'>
}

/** Reads files beside the page, so that a long one does not freeze it. */
addEventListener('message', ({ data }: MessageEvent<ReadRequest>) => {
  void data.file.arrayBuffer()
    .then((buffer) => readFile(new Uint8Array(buffer), { ...data.options, onRows: (rows) => { postMessage({ rows }) } }))
    .then((read) => { postMessage({ read }) }, () => { postMessage({ read: 'failed' }) })
})
