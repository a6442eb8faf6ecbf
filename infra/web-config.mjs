// Makes the folder that is deployed as the static site: the built pages with their settings in them (where the API is and how
// admins sign in), and the site's headers and routes. `node web-config.mjs <built pages> <site folder>`; azure.yaml calls it.
// The built pages stay as they are, or a failed deployment would leave them pointing at Azure.
import { createHash } from 'node:crypto'
import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const siteConfig = 'staticwebapp.config.json'
const configStart = '<script type="application/json" id="config">'
const configEnd = '</script>'
const contentSecurityPolicy = 'Content-Security-Policy'
/** Azure Static Web Apps compresses by itself, and has no use for the build's manifest. */
const isDeployed = (path) => !/\.(br|gz)$|[\\/]\.vite$/.test(path)

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

/** Writes the settings into the pages, so that they need not ask for them. */
async function writeSettings(site, htmlFiles) {
  // An escaped < cannot end the element that holds the settings.
  const settings = JSON.stringify(pageConfig()).replaceAll('<', '\\u003c')
  const hashes = { style: new Set(), script: new Set() }
  for (const file of htmlFiles) {
    const html = await readFile(join(site, file), 'utf8')
    if (!html.includes(configStart + configEnd)) throw new Error(`${file} has no place for the settings.`)
    await writeFile(join(site, file), html.replace(configStart + configEnd, () => configStart + settings + configEnd))
    for (const [, kind, text] of html.matchAll(/<(style|script)>(.*?)<\/\1>/gs)) {
      hashes[kind].add(` 'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    }
  }
  return hashes
}

/** Writes the site's headers and routes; its policy allows the pages' own inline styles and scripts by their hashes. */
async function writeSiteConfig(site, hashes) {
  const config = JSON.parse(await readFile(join(dirname(fileURLToPath(import.meta.url)), siteConfig), 'utf8'))
  const policy = config.globalHeaders[contentSecurityPolicy]
  config.globalHeaders[contentSecurityPolicy] = policy
    .replace("style-src 'self'", (source) => source + [...hashes.style].join(''))
    .replace("script-src 'self'", (source) => source + [...hashes.script].join(''))
  await writeFile(join(site, siteConfig), `${JSON.stringify(config, null, 2)}\n`)
}

async function makeSite(pages, site) {
  await rm(site, { recursive: true, force: true })
  pageConfig()
  await cp(pages, site, { recursive: true, filter: isDeployed })
  const htmlFiles = (await readdir(site)).filter((file) => file.endsWith('.html'))
  await writeSiteConfig(site, await writeSettings(site, htmlFiles))
}

const [pages, site] = process.argv.slice(2)

try {
  if (!pages || !site) throw new Error('Usage: node web-config.mjs <built pages> <site folder>')
  await makeSite(pages, site)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
