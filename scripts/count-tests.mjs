// Adds up the results of the three test runners and closes with one line. A step that failed without a failed test (a
// build, a linter, a runner that did not start) counts as one failure, and so does a runner that left no results.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, failedSteps] = process.argv.slice(2)

const runners = {
  'dotnet.trx': (text) => {
    const counters = /<Counters [^>]*>/.exec(text)[0]
    const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)[1])
    return { passed: count('passed'), failed: count('total') - count('passed') - skipped(text) }
  },
  'web.json': (text) => {
    const { numPassedTests, numFailedTests } = JSON.parse(text)
    return { passed: numPassedTests, failed: numFailedTests }
  },
  'browser.json': (text) => {
    const { expected, unexpected, flaky } = JSON.parse(text).stats
    return { passed: expected, failed: unexpected + flaky }
  },
}

function skipped(trx) {
  return (trx.match(/outcome="NotExecuted"/g) ?? []).length
}

function resultsOf([file, read]) {
  try {
    return read(readFileSync(join(folder, file), 'utf8'))
  } catch (error) {
    console.error(`No results in ${file}: ${error.message}`)
    return { passed: 0, failed: 1 }
  }
}

const results = Object.entries(runners).map(resultsOf)
const sum = (name) => results.reduce((total, result) => total + result[name], 0)
const failed = sum('failed') || (Number(failedSteps) > 0 ? 1 : 0)

console.log(`${sum('passed')} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
