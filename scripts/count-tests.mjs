// Adds up the results of the three test runners and closes with one line, after the names of what failed, was flaky or was
// skipped. A step that failed without a failed test (a build, a linter, a runner that did not start) counts as one failure, and
// so does a runner that left no results.
import { readResults } from './test-results.mjs'

const [folder, failedSteps] = process.argv.slice(2)
// CI shows only the end of the output.
const maximumLines = 15
const maximumLength = 300

const { passed, failed, flaky, skipped } = readResults(folder)
const lines = [...failed.map((name) => `FAILED: ${name}`), ...flaky.map((name) => `FLAKY: ${name}`)]
for (const line of lines.slice(0, maximumLines)) console.log(line.slice(0, maximumLength))
if (lines.length > maximumLines) console.log(`and ${lines.length - maximumLines} more`)
if (skipped.length > 0) console.log(`${skipped.length} skipped: ${skipped.join(', ')}`)

const failures = failed.length || (Number(failedSteps) > 0 ? 1 : 0)
console.log(`${passed} passed, ${failures} failed`)
process.exit(failures === 0 ? 0 : 1)
