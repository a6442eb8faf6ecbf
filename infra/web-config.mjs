// Makes the folder that is deployed as the static site: the built pages, where their API is and how admins sign in
// (/config.json), and the site's headers and fallback. `node web-config.mjs <built pages> <site folder>`; azure.yaml calls it.
// The built pages stay as they are, or a failed deployment would leave them pointing at Azure.
import { copyFile, cp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const siteConfig = 'staticwebapp.config.json'

/** A setting that azd took from the outputs of main.bicep. */
function given(name) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set. Run this through azd after \`azd provision\`.`)
  return value
}

/** A setting of the azd environment that may be left out. */
function seconds(name) {
  const value = process.env[name]
  if (value && !(Number(value) >= 5 && Number(value) <= 60)) throw new Error(`${name} must be a number from 5 to 60.`)
  return value ? Number(value) : undefined
}

function pageConfig() {
  return {
    snapshotSeconds: seconds('SNAPSHOT_SECONDS'),
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

async function makeSite(pages, site) {
  await rm(site, { recursive: true, force: true })
  const config = pageConfig()
  await cp(pages, site, { recursive: true })
  await writeFile(join(site, 'config.json'), `${JSON.stringify(config, null, 2)}\n`)
  await copyFile(join(dirname(fileURLToPath(import.meta.url)), siteConfig), join(site, siteConfig))
}

const [pages, site] = process.argv.slice(2)

try {
  if (!pages || !site) throw new Error('Usage: node web-config.mjs <built pages> <site folder>')
  await makeSite(pages, site)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
