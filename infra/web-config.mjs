// What a deployment adds to the built pages: where its API is and how its admins sign in (/config.json), and the static
// site's headers and fallback. `node web-config.mjs write|remove <folder of the built pages>`; azure.yaml calls it.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const siteConfig = 'staticwebapp.config.json'

/** A setting that azd took from the outputs of main.bicep. */
function given(name) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set. Run this through azd after \`azd provision\`.`)
  return value
}

function pageConfig() {
  return {
    apiBaseUrl: given('API_BASE_URL'),
    auth: {
      kind: 'entra',
      clientId: given('AUTH_CLIENT_ID'),
      // The sign-in library wants the tenant, the API the tenant's issuer of v2 tokens.
      authority: given('AUTH_AUTHORITY').replace(/\/v2\.0\/?$/, ''),
      scopes: [given('AUTH_SCOPE')],
    },
  }
}

async function write(folder) {
  const config = pageConfig()
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'config.json'), `${JSON.stringify(config, null, 2)}\n`)
  await copyFile(join(dirname(fileURLToPath(import.meta.url)), siteConfig), join(folder, siteConfig))
}

async function remove(folder) {
  await Promise.all(['config.json', siteConfig].map((file) => rm(join(folder, file), { force: true })))
}

const [command, folder] = process.argv.slice(2)
const commands = { write, remove }

try {
  if (!commands[command] || !folder) throw new Error('Usage: node web-config.mjs write|remove <folder>')
  await commands[command](folder)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
