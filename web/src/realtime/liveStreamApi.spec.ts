import { describe, expect, it } from 'vitest'
import { createApi } from '../api/client'
import { ApiError, NetworkError } from '../api/problem'
import { observeServerTime, serverNow } from '../api/serverClock'
import { stateAt } from './testing/fakeStream'
import { liveStreamApi } from './liveStreamApi'

function server(answer: () => Response | Promise<never>) {
  const requests: Request[] = []
  const client = createApi('https://shop.test', (input) => {
    requests.push(input as Request)
    return Promise.resolve(answer())
  })
  return { api: liveStreamApi(client, 'demo'), requests }
}

describe('negotiate', () => {
  it('returns where to connect and with which token', async () => {
    const address = { url: 'https://hub.test/client/?hub=liveshop', accessToken: 'token' }
    const { api, requests } = server(() => Response.json(address))
    expect(await api.negotiate()).toEqual(address)
    expect(requests[0]?.url).toBe('https://shop.test/api/livestreams/demo/negotiate')
    expect(requests[0]?.method).toBe('POST')
    expect(requests[0]?.cache).toBe('no-store')
  })

  it('learns the server’s time from it', async () => {
    const now = new Date(Date.now() - 2_400_000)
    await server(() => Response.json({ url: '', accessToken: '', now: now.toISOString() })).api.negotiate()
    expect(Math.abs(serverNow() - now.getTime())).toBeLessThan(1_000)
    observeServerTime(Date.now(), Date.now(), Date.now(), 0)
  })

  it('sends nothing that would need a CORS preflight', async () => {
    const { api, requests } = server(() => Response.json({}))
    await api.negotiate()
    expect([...(requests[0]?.headers ?? [])]).toEqual([])
  })

  it('rejects when it is refused', async () => {
    const { api } = server(() => new Response(null, { status: 404 }))
    await expect(api.negotiate()).rejects.toThrow('404')
  })
})

describe('a rate limited call of the watching client', () => {
  const answered = (status: number, headers: HeadersInit = {}) =>
    server(() => new Response(null, { status, headers })).api

  it.each([429, 503])('rejects a %i with the Retry-After in milliseconds', async (status) => {
    const api = answered(status, { 'retry-after': '7' })
    for (const call of [api.negotiate(), api.join('connection-1'), api.snapshot(3)])
      await expect(call).rejects.toMatchObject({ name: 'ApiError', status, retryAfter: 7_000 })
  })

  it('rejects a 429 without Retry-After with a default', async () => {
    const api = answered(429)
    for (const call of [api.negotiate(), api.join('connection-1'), api.snapshot(3)])
      await expect(call).rejects.toMatchObject({ retryAfter: 15_000 })
  })

  it('rejects a 503 without Retry-After with no delay', async () => {
    const error: unknown = await answered(503).negotiate().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 503, retryAfter: undefined })
  })
})

describe('join', () => {
  it('resolves when the server answers that the connection is in the group', async () => {
    const { api, requests } = server(() => new Response(null, { status: 202 }))
    await api.join('connection-1')
    expect(requests[0]?.url).toBe('https://shop.test/api/livestreams/demo/viewers')
    expect(await requests[0]?.text()).toBe('{"connectionId":"connection-1"}')
  })

  it.each([200, 404, 500, 503])('rejects a %i', async (status) => {
    const { api } = server(() => new Response(null, { status }))
    await expect(api.join('connection-1')).rejects.toThrow(String(status))
  })
})

describe('snapshot', () => {
  it('returns the public state', async () => {
    const { api, requests } = server(() => Response.json(stateAt(3)))
    expect(await api.snapshot(undefined)).toEqual(stateAt(3))
    expect(requests[0]?.headers.has('if-none-match')).toBe(false)
    expect(requests[0]?.cache).toBe('no-store')
  })

  it('returns nothing when the version given is still the newest', async () => {
    const { api, requests } = server(() => new Response(null, { status: 304 }))
    expect(await api.snapshot(3)).toBeUndefined()
    expect(requests[0]?.headers.get('if-none-match')).toBe('"3"')
  })

  it('rejects when it is refused', async () => {
    const { api } = server(() => new Response(null, { status: 503 }))
    await expect(api.snapshot(3)).rejects.toThrow('503')
  })

  it('rejects with NetworkError when there is no response', async () => {
    const { api } = server(() => Promise.reject(new TypeError('Failed to fetch')))
    await expect(api.snapshot(3)).rejects.toBeInstanceOf(NetworkError)
  })
})
