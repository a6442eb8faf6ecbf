import { afterEach, describe, expect, it } from 'vitest'
import { configureApi, createApi, snapshotInterval, unwrap, useAccessTokens, useApi } from './client'
import { ApiError, NetworkError } from './problem'

const base = 'http://shop.test'
const path = { params: { path: { id: 'demo' } } }

function problem(status: number, body: object) {
  return () =>
    Promise.resolve(Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } }))
}

function refusal(fetcher: typeof fetch) {
  return unwrap(createApi(base, fetcher).GET('/livestreams/{id}', path)).catch((error: unknown) => error)
}

describe('unwrap', () => {
  it('returns the data of a successful call', async () => {
    const api = createApi(base, () => Promise.resolve(Response.json({ streamId: 'demo' })))
    expect(await unwrap(api.GET('/livestreams/{id}', path))).toEqual({ streamId: 'demo' })
  })

  it('throws ApiError with the fields of the problem details', async () => {
    const error = await refusal(
      problem(409, {
        type: 'urn:liveshop:problem:out-of-stock',
        title: 'Out of stock',
        status: 409,
        detail: 'Only 2 left.',
        available: 2,
        traceId: 't1',
      }),
    )
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 409, slug: 'out-of-stock', detail: 'Only 2 left.', available: 2, traceId: 't1' })
  })

  it('throws ApiError with the Retry-After in milliseconds', async () => {
    const error = await refusal(() =>
      Promise.resolve(
        Response.json({ type: 'urn:liveshop:problem:too-many-requests' }, { status: 429, headers: { 'retry-after': '7' } }),
      ),
    )
    expect(error).toMatchObject({ status: 429, slug: 'too-many-requests', retryAfter: 7_000 })
  })

  it('throws ApiError with the validation errors of each field', async () => {
    const error = await refusal(
      problem(400, { type: 'urn:liveshop:problem:validation', errors: { title: ['A title is needed.'] } }),
    )
    expect(error).toMatchObject({ slug: 'validation', errors: { title: ['A title is needed.'] } })
  })

  it('throws ApiError with the current stream of a version mismatch', async () => {
    const current = { streamId: 'demo', version: 9 }
    const error = await refusal(problem(412, { type: 'urn:liveshop:problem:version-mismatch', current }))
    expect(error).toMatchObject({ slug: 'version-mismatch', current })
  })

  it('throws ApiError for an answer that is no problem document', async () => {
    const error = await refusal(() => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })))
    expect(error).toMatchObject({ name: 'ApiError', status: 502, slug: '', detail: '' })
  })

  it('throws NetworkError when there is no response', async () => {
    expect(await refusal(() => Promise.reject(new TypeError('Failed to fetch')))).toBeInstanceOf(NetworkError)
  })
})

describe('useAccessTokens', () => {
  afterEach(() => { useAccessTokens() })

  it('adds a bearer token to calls of useApi, and none before', async () => {
    const seen: (string | null)[] = []
    configureApi({ apiBaseUrl: base }, (request) => {
      seen.push((request as Request).headers.get('authorization'))
      return Promise.resolve(Response.json({}))
    })
    await useApi().GET('/livestreams/{id}', path)
    useAccessTokens(() => Promise.resolve('token'))
    await useApi().GET('/livestreams/{id}', path)
    expect(seen).toEqual([null, 'Bearer token'])
  })

  it('never adds a token to calls of a client for public calls', async () => {
    const seen: (string | null)[] = []
    const api = createApi(base, (request) => {
      seen.push((request as Request).headers.get('authorization'))
      return Promise.resolve(Response.json({}, { status: 401 }))
    })
    const denied: number[] = []
    useAccessTokens(() => Promise.resolve('token'), (status) => denied.push(status))
    await api.GET('/livestreams/{id}', path)
    expect([seen, denied]).toEqual([[null], []])
  })
})

it.each([
  [undefined, undefined],
  [30, 30_000],
  [1, 5_000],
  [3_600, 60_000],
])('snapshotSeconds %s is an interval of %s ms', (snapshotSeconds, interval) => {
  configureApi({ apiBaseUrl: base, ...(snapshotSeconds === undefined ? {} : { snapshotSeconds }) })
  expect(snapshotInterval()).toBe(interval)
  configureApi({ apiBaseUrl: base })
})
