// Fails when the JavaScript that the first product of a stream waits for exceeds its budget, as browsers get it. hls.js and
// SignalR's client are loaded after it.
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

const budget = 66_000
const entryPoints = ['index.html', 'src/i18n/de.ts']
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

function filesOf(key, files = new Set()) {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`The build has no ${key}.`)
  if (files.has(chunk.file)) return files
  files.add(chunk.file)
  chunk.imports?.forEach((imported) => filesOf(imported, files))
  return files
}

const size = (file) => brotliCompressSync(readFileSync(new URL(file, dist))).length
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

const files = new Set(entryPoints.flatMap((entry) => [...filesOf(entry)]))
const rows = [...files].map((file) => [file, size(file)])
const total = rows.reduce((sum, [, bytes]) => sum + bytes, 0)

for (const [file, bytes] of rows) console.log(`  ${file}  ${kilobytes(bytes)}`)
console.log(`JavaScript before the first product, with brotli: ${kilobytes(total)} of ${kilobytes(budget)}`)
if (total > budget) {
  console.error('Over budget.')
  process.exit(1)
}
