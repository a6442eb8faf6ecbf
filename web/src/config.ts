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
  /** Origin of the API without a trailing slash; empty for the page's own. */
  apiBaseUrl: string
  auth: LocalSignIn | EntraSignIn
  /** The longest time in seconds between two readings of the snapshot beside a connection that works: 5 to 60, 14 when left out. */
  snapshotSeconds?: number
}

const sameOrigin: AppConfig = { apiBaseUrl: '', auth: { kind: 'local' } }

/** Reads /config.json. Without one the API is on the page's own origin, with local sign-in. */
export async function loadConfig(fetcher: typeof fetch = fetch): Promise<AppConfig> {
  const response = await fetcher('/config.json', { cache: 'no-cache' }).catch(() => undefined)
  // A static host may answer an unknown path with index.html.
  if (!response?.ok || !response.headers.get('content-type')?.includes('json')) return sameOrigin

  const given = (await response.json()) as Partial<AppConfig>
  return {
    apiBaseUrl: (given.apiBaseUrl ?? '').replace(/\/+$/, ''),
    auth: given.auth ?? sameOrigin.auth,
    ...(typeof given.snapshotSeconds === 'number' && { snapshotSeconds: given.snapshotSeconds }),
  }
}
