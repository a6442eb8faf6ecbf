import createClient, { type Client } from 'openapi-fetch'
import type { AppConfig } from '../config'
import { ApiError, NetworkError, toApiError } from './problem'
import { retryAfter } from './retryAfter'
import type { paths } from './schema'
import { observeDate } from './serverClock'

export type Api = Client<paths>

/** The bearer token of an admin's calls, or undefined for a customer's. */
export type AccessTokenSource = () => Promise<string | undefined>

/** Called with the status of each call that was answered with 401 or 403. */
export type AccessDenied = (status: number) => void

/** Milliseconds until a call without a response fails. */
const requestTimeout = 15_000

let api: Api | undefined
let baseUrl = ''
let snapshotSeconds: number | undefined
let accessToken: AccessTokenSource = () => Promise.resolve(undefined)
let accessDenied: AccessDenied = () => undefined

/** `fetch` with the timeout that all calls share; each answer tells the server's time. */
export const fetchWithTimeout =
  (fetcher?: typeof fetch): typeof fetch =>
  async (input, init) => {
    const sentAt = Date.now()
    const response = await (fetcher ?? fetch)(input, { ...init, signal: AbortSignal.timeout(requestTimeout) })
    observeDate(response, sentAt)
    return response
  }

export const toNetworkError = (cause: unknown): NetworkError => new NetworkError('The server did not answer.', { cause })

/** A client for public calls, without a token. The browser's cache asks the server before it answers. */
export const createApi = (apiBaseUrl: string, fetcher?: typeof fetch): Api =>
  createClient<paths>({ baseUrl: `${apiBaseUrl}/api`, fetch: fetchWithTimeout(fetcher), cache: 'no-cache' })

/** Creates the client of `useApi`, which sends the token of `useAccessTokens`. */
export function configureApi(config: Pick<AppConfig, 'apiBaseUrl' | 'snapshotSeconds'>, fetcher?: typeof fetch): void {
  baseUrl = config.apiBaseUrl
  snapshotSeconds = config.snapshotSeconds
  api = createApi(baseUrl, fetcher)
  api.use({
    async onRequest({ request }) {
      const token = await accessToken()
      if (!token) return undefined
      // An admin's view of a resource must neither come from the browser's cache nor be left there for a customer's page.
      const asAdmin = new Request(request, { cache: 'no-store' })
      asAdmin.headers.set('Authorization', `Bearer ${token}`)
      return asAdmin
    },
    onResponse({ response }) {
      if (response.status === 401 || response.status === 403) accessDenied(response.status)
    },
  })
}

/** Sends a token with every later call; without an argument calls are a customer's again. */
export function useAccessTokens(
  source: AccessTokenSource = () => Promise.resolve(undefined),
  onDenied: AccessDenied = () => undefined,
): void {
  accessToken = source
  accessDenied = onDenied
}

/** For calls without `useApi`: the token of an admin's calls, and whom to tell of a 401 or 403. */
export const currentAccessToken = async (): Promise<{ token: string | undefined; onDenied: AccessDenied }> =>
  ({ token: await accessToken(), onDenied: accessDenied })

export function useApi(): Api {
  if (!api) throw new Error('configureApi has to run before the first call.')
  return api
}

/** Origin of the API, for clients other than `useApi`. */
export const apiBaseUrl = (): string => baseUrl

/** The configured longest interval between two readings of the snapshot, in milliseconds. */
export const snapshotInterval = (): number | undefined =>
  snapshotSeconds === undefined ? undefined : Math.min(Math.max(snapshotSeconds, 5), 60) * 1_000

interface FetchResult {
  data?: unknown
  error?: unknown
  response: Response
}

/** The result of a call with any status; rejects with NetworkError when there is no response. */
export const result = <R extends FetchResult>(call: Promise<R>): Promise<R> =>
  call.catch((cause: unknown) => {
    throw cause instanceof ApiError ? cause : toNetworkError(cause)
  })

export const errorOf = ({ response, error }: FetchResult): ApiError =>
  toApiError(response.status, error, retryAfter(response))

/**
 * The data of a successful call: `await unwrap(useApi().GET(...))`.
 * @throws ApiError when the server refused.
 * @throws NetworkError when there is no response.
 */
export async function unwrap<R extends FetchResult>(call: Promise<R>): Promise<NonNullable<R['data']>> {
  const answered = await result(call)
  if (!answered.response.ok) throw errorOf(answered)
  return answered.data as NonNullable<R['data']>
}
