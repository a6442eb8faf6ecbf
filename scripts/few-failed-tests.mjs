// Prints the filter for `dotnet test` that selects the tests that failed when they are few, and nothing otherwise.
import { readFileSync } from 'node:fs'
import { failedOf, readTrx } from './test-results.mjs'

const maximum = 3

const run = readTrx(readFileSync(process.argv[2], 'utf8'))
const failed = failedOf(run)
if (run.errors.length === 0 && failed.length <= maximum) {
  console.log([...new Set(failed.map(({ method }) => `FullyQualifiedName=${method}`))].join('|'))
}
