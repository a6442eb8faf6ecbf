import { withRetry } from './api/withRetry'
import { NetworkError, toApiError } from './api/problem'

export interface LocalSignIn {
  kind: 'local'
}

export interface EntraSignIn {
  kind: 'entra'
  clientId: string
  authority: string
  scopes: string[]
}

/** Run-time configuration, so that one build serves every deployment. */
export interface AppConfig {
  /** Address of the API without `/api` and a trailing slash; empty for the page's own origin. */
  apiBaseUrl: string
  /** The path below which a proxy serves the pages, such as `/shop`; only in settings that are embedded in the page. */
  basePath?: string
  auth: LocalSignIn | EntraSignIn
  /** The longest time in seconds between two readings of the snapshot beside a connection that works: 5 to 60, 14 when left out. */
  snapshotSeconds?: number
}

const sameOrigin: AppConfig = { apiBaseUrl: '', auth: { kind: 'local' } }

/** What the server wrote into the page, which saves a request before the first one. */
export const embeddedConfig = (): string =>
  (typeof document === 'undefined' ? '' : document.getElementById('config')?.textContent.trim() ?? '')

/** The configuration of hosts that serve the pages as they were built; undefined where there is none. */
async function readConfigFile(fetcher: typeof fetch): Promise<Partial<AppConfig> | undefined> {
  const response = await fetcher('/config.json', { cache: 'no-cache' }).catch((cause: unknown) => {
    throw new NetworkError('The server did not answer.', { cause })
  })
  if (response.status >= 500) throw toApiError(response.status, undefined)
  // A static host may answer an unknown path with index.html.
  const isJson = response.ok && response.headers.get('content-type')?.includes('json')
  return isJson ? ((await response.json()) as Partial<AppConfig>) : undefined
}

/**
 * Reads the configuration in the page, or else /config.json, again and again until the server answers. Without either the
 * API is on the page's own origin, with local sign-in.
 */
export async function loadConfig(embedded = embeddedConfig(), fetcher: typeof fetch = fetch): Promise<AppConfig> {
  const given = embedded
    ? (JSON.parse(embedded) as Partial<AppConfig>)
    : await withRetry(() => readConfigFile(fetcher)).catch(() => undefined)
  return {
    apiBaseUrl: (given?.apiBaseUrl ?? '').replace(/\/+$/, ''),
    auth: given?.auth ?? sameOrigin.auth,
    ...(typeof given?.snapshotSeconds === 'number' && { snapshotSeconds: given.snapshotSeconds }),
  }
}
