// Adds up the results of the three test runners and closes with one line; what was skipped is told before it. A step that failed without a failed test (a
// build, a linter, a runner that did not start) counts as one failure, and so does a runner that left no results.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, failedSteps] = process.argv.slice(2)

const runners = {
  'dotnet.trx': (text) => {
    const counters = /<Counters [^>]*>/.exec(text)[0]
    const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(counters)[1])
    const skipped = [...text.matchAll(/<UnitTestResult [^>]*>/g)]
      .filter(([result]) => result.includes('outcome="NotExecuted"'))
      .map(([result]) => /testName="([^"]*)"/.exec(result)[1])
    return { passed: count('passed'), failed: count('total') - count('passed') - skipped.length, skipped }
  },
  'web.json': (text) => {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(text)
    const skipped = testResults
      .flatMap((file) => file.assertionResults)
      .filter(({ status }) => !['passed', 'failed'].includes(status))
      .map(({ fullName }) => fullName)
    return { passed: numPassedTests, failed: numFailedTests, skipped }
  },
  'browser.json': (text) => {
    const { stats, suites } = JSON.parse(text)
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: suites.flatMap(skippedIn) }
  },
}

function skippedIn({ specs = [], suites = [] }) {
  const skipped = specs.filter(({ tests }) => tests.some(({ status }) => status === 'skipped'))
  return [...skipped.map(({ title }) => title), ...suites.flatMap(skippedIn)]
}

function resultsOf([file, read]) {
  try {
    return read(readFileSync(join(folder, file), 'utf8'))
  } catch (error) {
    console.error(`No results in ${file}: ${error.message}`)
    return { passed: 0, failed: 1, skipped: [] }
  }
}

const results = Object.entries(runners).map(resultsOf)
const sum = (name) => results.reduce((total, result) => total + result[name], 0)
const failed = sum('failed') || (Number(failedSteps) > 0 ? 1 : 0)
const skipped = results.flatMap((result) => result.skipped)

if (skipped.length > 0) console.log(`${skipped.length} skipped: ${skipped.join(', ')}`)
console.log(`${sum('passed')} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
