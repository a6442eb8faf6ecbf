// Reads what the three test runners leave: how many tests passed, and the names of those that failed, were flaky or were skipped.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const unescaped = (xml) =>
  xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    hex || decimal ? String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)) : (entities[name] ?? whole))

const attribute = (element, name) => unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(element)?.[1] ?? '')
const firstLine = (text) => text.replace(/\u001b\[[\d;]*m/g, '').trim().split(/\r?\n/)[0]
const told = (name, message) => (message ? `${name}: ${firstLine(message)}` : name)

/** The tests of a .trx file, and the errors that belong to none of them, such as a crash or a fixture that cannot be disposed of. */
export function readTrx(text) {
  const methods = new Map([...text.matchAll(/<UnitTest [^>]*\bid="([^"]*)"[\s\S]*?<TestMethod [^>]*>/g)].map(([test, id]) => {
    const method = test.slice(test.lastIndexOf('<TestMethod'))
    return [id, `${attribute(method, 'className')}.${attribute(method, 'name')}`]
  }))
  const results = text.matchAll(/<UnitTestResult ([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)
  const tests = [...results].map(([, element, content = '']) => ({
    name: attribute(element, 'testName'),
    method: methods.get(attribute(element, 'testId')),
    outcome: attribute(element, 'outcome'),
    message: unescaped(/<Message>([\s\S]*?)<\/Message>/.exec(content)?.[1] ?? ''),
  }))
  const errors = [...text.matchAll(/<RunInfo [^>]*\boutcome="Error"[^>]*>\s*<Text>([\s\S]*?)<\/Text>/g)]
    .map(([, error]) => unescaped(error).trim())
    .filter((error) => !error.endsWith('[FAIL]'))
  return { tests, errors }
}

export const failedOf = ({ tests }) => tests.filter(({ outcome }) => outcome !== 'Passed' && outcome !== 'NotExecuted')

/** `again` is the second run of those that failed, if there was one. */
function dotnet(text, again) {
  const run = readTrx(text)
  const passedAgain = new Set(again?.tests.filter(({ outcome }) => outcome === 'Passed').map(({ name }) => name))
  const failed = failedOf(run)
  const flaky = failed.filter(({ name }) => passedAgain.has(name))
  return {
    passed: run.tests.filter(({ outcome }) => outcome === 'Passed').length + flaky.length,
    failed: [
      ...failed.filter((test) => !flaky.includes(test)).map(({ name, message }) => told(name, message)),
      ...run.errors.map(firstLine),
    ],
    flaky: flaky.map(({ name, message }) => told(name, message)),
    skipped: run.tests.filter(({ outcome }) => outcome === 'NotExecuted').map(({ name }) => name),
  }
}

function web(text) {
  const { testResults } = JSON.parse(text)
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  // A file that cannot be loaded has failed without a test.
  const broken = testResults.filter(({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((test) => test.status === 'failed'))
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: [
      ...tests.filter(({ status }) => status === 'failed').map(({ fullName, failureMessages }) => told(fullName, failureMessages[0])),
      ...broken.map(({ name, message }) => told(name, message)),
    ],
    flaky: [],
    skipped: tests.filter(({ status }) => !['passed', 'failed'].includes(status)).map(({ fullName }) => fullName),
  }
}

const specsIn = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsIn)]

function browser(text) {
  const tests = JSON.parse(text).suites.flatMap(specsIn).flatMap(({ title, file, tests }) => tests.map(({ status, results }) => {
    const message = results.flatMap(({ errors = [] }) => errors)[0]?.message
    return { status, name: `${file} › ${title}`, message }
  }))
  const named = (wanted) => tests.filter(({ status }) => status === wanted)
  return {
    passed: named('expected').length + named('flaky').length,
    failed: named('unexpected').map(({ name, message }) => told(name, message)),
    flaky: named('flaky').map(({ name, message }) => told(name, message)),
    skipped: named('skipped').map(({ name }) => name),
  }
}

const readFrom = (folder) => ([file, parse]) => {
  try {
    return parse(readFileSync(join(folder, file), 'utf8'))
  } catch (error) {
    return { passed: 0, failed: [`No results in ${file}: ${firstLine(error.message)}`], flaky: [], skipped: [] }
  }
}

/** Adds up the three runners; one that left no results counts as one failure. */
export function readResults(folder) {
  const again = join(folder, 'dotnet-again.trx')
  const second = existsSync(again) ? readTrx(readFileSync(again, 'utf8')) : undefined
  const runners = { 'dotnet.trx': (text) => dotnet(text, second), 'web.json': web, 'browser.json': browser }
  const results = Object.entries(runners).map(readFrom(folder))
  const all = (list) => results.flatMap((result) => result[list])
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: all('failed'),
    flaky: all('flaky'),
    skipped: all('skipped'),
  }
}
