import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'

const script = (name: string) => fileURLToPath(new URL(`../../scripts/${name}`, import.meta.url))
let folder = ''

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'count-tests-')) })
afterEach(() => { rmSync(folder, { recursive: true }) })

interface DotnetTest { name: string; outcome?: string; message?: string }

function trx(tests: DotnetTest[], errors: string[] = []): string {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const results = tests.map(({ name, outcome = 'Passed', message }, id) => {
    const start = `<UnitTestResult testId="t${id}" testName="${escaped(name)}" duration="00:00:01" outcome="${outcome}"`
    if (!message) return `${start} />`
    return `${start}><Output><ErrorInfo><Message>${escaped(message)}</Message></ErrorInfo></Output></UnitTestResult>`
  })
  const definitions = tests.map(({ name }, id) => {
    const [, className, method] = /^(.*?)\.(\w+)(?:\(.*)?$/.exec(name) ?? []
    return `<UnitTest name="${escaped(name)}" id="t${id}"><TestMethod className="${className}" name="${method}" /></UnitTest>`
  })
  const failures = tests.filter(({ outcome }) => outcome === 'Failed').map(({ name }) => `[xUnit.net 00:01]     ${name} [FAIL]`)
  const infos = [...failures, ...errors].map((text) => `<RunInfo computerName="c" outcome="Error"><Text>${escaped(text)}</Text></RunInfo>`)
  return `<TestRun>${[...results, ...definitions, ...infos].join('\n')}</TestRun>`
}

interface Outcome { title: string; status: string; message?: string }

const web = (tests: Outcome[]) => JSON.stringify({
  testResults: [{
    name: 'a.spec.ts',
    status: 'passed',
    assertionResults: tests.map(({ title, status, message }) => ({ fullName: title, status, failureMessages: message ? [message] : [] })),
  }],
})

const browser = (tests: Outcome[]) => JSON.stringify({
  suites: [{
    specs: [],
    suites: [{
      specs: tests.map(({ title, status, message }) => ({
        title,
        file: 'b.spec.ts',
        tests: [{ status, results: [{ errors: message ? [{ message }] : [] }] }],
      })),
    }],
  }],
})

function count(files: Record<string, string>, failedSteps = 0) {
  const all = {
    'dotnet.trx': trx([{ name: 'Shop.ATests.Works' }]),
    'web.json': web([{ title: 'a page works', status: 'passed' }]),
    'browser.json': browser([{ title: 'a browser works', status: 'expected' }]),
    ...files,
  }
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text)
  const { stdout, status } = spawnSync(process.execPath, [script('count-tests.mjs'), folder, String(failedSteps)], { encoding: 'utf8' })
  return { lines: stdout.trimEnd().split('\n'), status }
}

function few(tests: DotnetTest[], errors: string[] = []): string {
  const file = join(folder, 'dotnet.trx')
  writeFileSync(file, trx(tests, errors))
  return spawnSync(process.execPath, [script('few-failed-tests.mjs'), file], { encoding: 'utf8' }).stdout.trim()
}

test('three runners without a failure end with one line', () => {
  expect(count({})).toEqual({ lines: ['3 passed, 0 failed'], status: 0 })
})

test('failed tests of all runners are named with the first line of what they say', () => {
  expect(count({
    'dotnet.trx': trx([{ name: 'Shop.ATests.Fails(text: "<")', outcome: 'Failed', message: 'Expected 1 &\nFound 2' }]),
    'web.json': web([{ title: 'a page fails', status: 'failed', message: '\u001b[31mError: no page\u001b[39m\n    at line 1' }]),
    'browser.json': browser([{ title: 'a browser fails', status: 'unexpected', message: 'Error: timeout' }]),
  }, 3)).toEqual({
    lines: [
      'FAILED: Shop.ATests.Fails(text: "<"): Expected 1 &',
      'FAILED: a page fails: Error: no page',
      'FAILED: b.spec.ts › a browser fails: Error: timeout',
      '0 passed, 3 failed',
    ],
    status: 1,
  })
})

test('more failed tests than fit on a screen are counted', () => {
  const tests = Array.from({ length: 40 }, (_, n) => ({ name: `Shop.ATests.Fails${n}`, outcome: 'Failed' }))
  const { lines } = count({ 'dotnet.trx': trx(tests) })
  expect(lines).toHaveLength(17)
  expect(lines.slice(-2)).toEqual(['and 25 more', '2 passed, 40 failed'])
})

test('a test that passes the second time has passed and is named as flaky', () => {
  expect(count({
    'dotnet.trx': trx([{ name: 'Shop.ATests.Works' }, { name: 'Shop.ATests.Shakes', outcome: 'Failed', message: 'late' }]),
    'dotnet-again.trx': trx([{ name: 'Shop.ATests.Shakes' }]),
    'browser.json': browser([{ title: 'a browser shakes', status: 'flaky', message: 'slow' }]),
  })).toEqual({
    lines: ['FLAKY: Shop.ATests.Shakes: late', 'FLAKY: b.spec.ts › a browser shakes: slow', '4 passed, 0 failed'],
    status: 0,
  })
})

test('a test that fails again, or was not run again, has failed', () => {
  const failed = [{ name: 'Shop.ATests.Fails', outcome: 'Failed' }, { name: 'Shop.ATests.Vanishes', outcome: 'Failed' }]
  expect(count({ 'dotnet.trx': trx(failed), 'dotnet-again.trx': trx(failed.slice(0, 1)) })).toEqual({
    lines: ['FAILED: Shop.ATests.Fails', 'FAILED: Shop.ATests.Vanishes', '2 passed, 2 failed'],
    status: 1,
  })
})

test('a process that crashed is a failure with its reason, also beside tests that all passed', () => {
  const crashed = trx([{ name: 'Shop.ATests.Works' }], ['The active test run was aborted. Reason: Test host process crashed'])
  expect(count({ 'dotnet.trx': crashed }, 1)).toEqual({
    lines: ['FAILED: The active test run was aborted. Reason: Test host process crashed', '3 passed, 1 failed'],
    status: 1,
  })
})

test('a spec file that cannot be loaded is a failure', () => {
  const broken = JSON.stringify({ testResults: [{ name: 'c.spec.ts', status: 'failed', message: 'no module', assertionResults: [] }] })
  expect(count({ 'web.json': broken }, 1)).toEqual({ lines: ['FAILED: c.spec.ts: no module', '2 passed, 1 failed'], status: 1 })
})

test('a step without a failed test and a runner without results are a failure each', () => {
  expect(count({}, 1)).toEqual({ lines: ['3 passed, 1 failed'], status: 1 })
  const { lines, status } = count({ 'browser.json': 'none' })
  expect(lines).toEqual([expect.stringMatching(/^FAILED: No results in browser\.json: ./), '2 passed, 1 failed'])
  expect(status).toBe(1)
})

test('skipped tests are named', () => {
  expect(count({ 'dotnet.trx': trx([{ name: 'Shop.ATests.Rests', outcome: 'NotExecuted' }]) }).lines).toEqual([
    '1 skipped: Shop.ATests.Rests',
    '2 passed, 0 failed',
  ])
})

test('up to three failed .NET tests are run again, each method once', () => {
  const failed = ['Shop.ATests.Fails(n: 1)', 'Shop.ATests.Fails(n: 2)', 'Shop.BTests.Fails'].map((name) => ({ name, outcome: 'Failed' }))
  expect(few([...failed, { name: 'Shop.ATests.Works' }])).toBe('FullyQualifiedName=Shop.ATests.Fails|FullyQualifiedName=Shop.BTests.Fails')
})

test('no .NET test is run again when all passed, many failed, or the process crashed', () => {
  const failed = Array.from({ length: 4 }, (_, n) => ({ name: `Shop.ATests.Fails${n}`, outcome: 'Failed' }))
  expect(few([{ name: 'Shop.ATests.Works' }])).toBe('')
  expect(few(failed)).toBe('')
  expect(few(failed.slice(0, 1), ['The active test run was aborted.'])).toBe('')
})
