// Fails when the customer page's JavaScript exceeds its budget. hls.js is not counted, because it is loaded only for
// streams that need it.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budget = 90_000
const entryPoints = ['index.html', 'src/liveStreams/LivePage.vue', 'src/i18n/de.ts']
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

const size = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

const files = new Set(entryPoints.flatMap((entry) => [...filesOf(entry)]))
const rows = [...files].map((file) => [file, size(file)])
const total = rows.reduce((sum, [, bytes]) => sum + bytes, 0)

for (const [file, bytes] of rows) console.log(`  ${file}  ${kilobytes(bytes)}`)
console.log(`JavaScript of the customer's page, gzipped: ${kilobytes(total)} of ${kilobytes(budget)}`)
if (total > budget) {
  console.error('Over budget.')
  process.exit(1)
}
