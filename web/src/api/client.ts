import createClient, { type Client } from 'openapi-fetch'
import type { AppConfig } from '../config'
import { ApiError, NetworkError, toApiError } from './problem'
import { retryAfter } from './retryAfter'
import type { paths } from './schema'

export type Api = Client<paths>

/** A bearer token for the calls that need one, or nothing for a customer. */
export type AccessTokenSource = () => Promise<string | undefined>

/** Hears of each call that was refused for who makes it: 401 or 403. */
export type AccessRefused = (status: number) => void

/** Milliseconds after which a call without an answer counts as lost. */
const answerWithin = 15_000

let api: Api | undefined
let baseUrl = ''
let accessToken: AccessTokenSource = () => Promise.resolve(undefined)
let accessRefused: AccessRefused = () => undefined

export function createApi(config: Pick<AppConfig, 'apiBaseUrl'>, fetcher?: typeof fetch): Api {
  const client = createClient<paths>({
    baseUrl: `${config.apiBaseUrl}/api`,
    fetch: (request) => (fetcher ?? fetch)(request, { signal: AbortSignal.timeout(answerWithin) }),
  })
  client.use({
    async onRequest({ request }) {
      const token = await accessToken()
      if (token) request.headers.set('Authorization', `Bearer ${token}`)
    },
    onResponse({ response }) {
      if (response.status === 401 || response.status === 403) accessRefused(response.status)
    },
  })
  return client
}

export function configureApi(config: Pick<AppConfig, 'apiBaseUrl'>, fetcher?: typeof fetch): void {
  baseUrl = config.apiBaseUrl
  api = createApi(config, fetcher)
}

/** Signs every later call; without an argument calls are a customer's again. */
export function useAccessTokens(
  source: AccessTokenSource = () => Promise.resolve(undefined),
  refused: AccessRefused = () => undefined,
): void {
  accessToken = source
  accessRefused = refused
}

export function useApi(): Api {
  if (!api) throw new Error('configureApi has to run before the first call.')
  return api
}

/** Where the API is, for what does not go through `useApi`. */
export const apiBaseUrl = (): string => baseUrl

interface Answer {
  data?: unknown
  error?: unknown
  response: Response
}

/**
 * The data of a call, so that callers read like sentences: `await answer(useApi().GET(...))`.
 * Throws ApiError when the server refused and NetworkError when nothing answered.
 */
export async function answer<A extends Answer>(call: Promise<A>): Promise<NonNullable<A['data']>> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw cause instanceof ApiError ? cause : new NetworkError('The server did not answer.', { cause })
  })
  if (!response.ok) throw toApiError(response.status, error, retryAfter(response))
  return data as NonNullable<A['data']>
}
