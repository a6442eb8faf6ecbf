import { afterEach, describe, expect, it } from 'vitest'
import { answer, createApi, useAccessTokens } from './client'
import { ApiError, NetworkError } from './problem'

const base = { apiBaseUrl: 'http://shop.test' }
const path = { params: { path: { id: 'demo' } } }

function problem(status: number, body: object) {
  return () =>
    Promise.resolve(Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } }))
}

function refusal(fetcher: typeof fetch) {
  return answer(createApi(base, fetcher).GET('/livestreams/{id}', path)).catch((error: unknown) => error)
}

describe('answer', () => {
  it('gives the data of an accepted call', async () => {
    const api = createApi(base, () => Promise.resolve(Response.json({ streamId: 'demo' })))
    expect(await answer(api.GET('/livestreams/{id}', path))).toEqual({ streamId: 'demo' })
  })

  it('reads a refusal from problem details', async () => {
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

  it('keeps for how long the server asks to be left alone', async () => {
    const error = await refusal(() =>
      Promise.resolve(
        Response.json({ type: 'urn:liveshop:problem:too-many-requests' }, { status: 429, headers: { 'retry-after': '7' } }),
      ),
    )
    expect(error).toMatchObject({ status: 429, slug: 'too-many-requests', retryAfter: 7_000 })
  })

  it('keeps the sentences of each field', async () => {
    const error = await refusal(
      problem(400, { type: 'urn:liveshop:problem:validation', errors: { title: ['A title is needed.'] } }),
    )
    expect(error).toMatchObject({ slug: 'validation', errors: { title: ['A title is needed.'] } })
  })

  it('keeps the current stream of a lost race', async () => {
    const current = { streamId: 'demo', version: 9 }
    const error = await refusal(problem(412, { type: 'urn:liveshop:problem:version-mismatch', current }))
    expect(error).toMatchObject({ slug: 'version-mismatch', current })
  })

  it('does not trip over an answer that is no problem document', async () => {
    const error = await refusal(() => Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 502 })))
    expect(error).toMatchObject({ name: 'ApiError', status: 502, slug: '', detail: '' })
  })

  it('tells no answer from a refusal', async () => {
    expect(await refusal(() => Promise.reject(new TypeError('Failed to fetch')))).toBeInstanceOf(NetworkError)
  })
})

describe('access tokens', () => {
  afterEach(() => { useAccessTokens() })

  it('sign a call, and a customer has none', async () => {
    const seen: (string | null)[] = []
    const api = createApi(base, (request) => {
      seen.push((request as Request).headers.get('authorization'))
      return Promise.resolve(Response.json({}))
    })
    await api.GET('/livestreams/{id}', path)
    useAccessTokens(() => Promise.resolve('token'))
    await api.GET('/livestreams/{id}', path)
    expect(seen).toEqual([null, 'Bearer token'])
  })
})
