// Fails on anything that Redocly or Spectral has to say of the API's document.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Spectral } from '@stoplight/spectral-core'
import { oas } from '@stoplight/spectral-rulesets'

const web = fileURLToPath(new URL('..', import.meta.url))
const ruleset = {
  extends: [oas],
  rules: {
    // A repository is no place for a person's address.
    'info-contact': 'off',
    // Redocly asks for a summary, and a description would repeat it.
    'operation-description': 'off',
    // It takes the roles of a bearer scheme for OAuth scopes, which OpenAPI 3.1 allows as names; Redocly checks the schemes.
    'oas3-operation-security-defined': 'off',
  },
}

function redocly() {
  const offline = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const cli = fileURLToPath(new URL('../node_modules/@redocly/cli/bin/cli.js', import.meta.url))
  const run = spawnSync(process.execPath, [cli, 'lint', 'openapi.json'], { cwd: web, env: offline, encoding: 'utf8' })
  if (run.status !== 0) console.error(run.stdout + run.stderr)
  return run.status === 0
}

async function spectral() {
  const linter = new Spectral()
  linter.setRuleset(ruleset)
  const problems = await linter.run(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'))
  for (const { code, path, message } of problems) console.error(`openapi.json  ${path.join('.')}  ${message}  (${code})`)
  return problems.length === 0
}

process.exitCode = [redocly(), await spectral()].every(Boolean) ? 0 : 1
