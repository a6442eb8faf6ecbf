import { describe, expect, it } from 'vitest'
import { stateAt } from './testing/fakeStream'
import { ComeLater, liveStreamHttp, Unreachable } from './http'

function server(answer: () => Response | Promise<never>) {
  const asked: { url: string; init: RequestInit }[] = []
  const http = liveStreamHttp('https://shop.test', 'demo', (url, init = {}) => {
    asked.push({ url: String(url), init })
    return Promise.resolve(answer())
  })
  return { http, asked }
}

describe('negotiating', () => {
  it('says where to connect, and with what', async () => {
    const address = { url: 'https://hub.test/client/?hub=liveshop', accessToken: 'token' }
    const { http, asked } = server(() => Response.json(address))
    expect(await http.negotiate()).toEqual(address)
    expect(asked[0]?.url).toBe('https://shop.test/api/livestreams/demo/negotiate')
    expect(asked[0]?.init.method).toBe('POST')
  })

  it('has failed when it is refused', async () => {
    const { http } = server(() => new Response(null, { status: 404 }))
    await expect(http.negotiate()).rejects.toThrow('404')
  })
})

describe('a call that the server puts off', () => {
  const answered = (status: number, headers: HeadersInit = {}) =>
    server(() => new Response(null, { status, headers })).http

  it.each([429, 503])('says for how long (%i)', async (status) => {
    const http = answered(status, { 'retry-after': '7' })
    for (const call of [http.negotiate(), http.join('connection-1'), http.snapshot(3)])
      await expect(call).rejects.toMatchObject({ name: 'ComeLater', pause: 7_000 })
  })

  it('is left alone for a while when it was too many and nothing says for how long', async () => {
    await expect(answered(429).negotiate()).rejects.toMatchObject({ pause: 15_000 })
  })

  it('is an ordinary failure when nothing asks for a pause', async () => {
    await expect(answered(503).negotiate()).rejects.not.toBeInstanceOf(ComeLater)
  })
})

describe('joining', () => {
  it('is done once the server says that the connection is in the group', async () => {
    const { http, asked } = server(() => new Response(null, { status: 202 }))
    await http.join('connection-1')
    expect(asked[0]?.url).toBe('https://shop.test/api/livestreams/demo/viewers')
    expect(asked[0]?.init.body).toBe('{"connectionId":"connection-1"}')
  })

  it.each([200, 404, 500, 503])('has failed when the answer is %i', async (status) => {
    const { http } = server(() => new Response(null, { status }))
    await expect(http.join('connection-1')).rejects.toThrow(String(status))
  })
})

describe('a snapshot', () => {
  it('is the public state', async () => {
    const { http, asked } = server(() => Response.json(stateAt(3)))
    expect(await http.snapshot(undefined)).toEqual(stateAt(3))
    expect(asked[0]?.init.headers).toEqual({})
  })

  it('is asked for only if it is newer than the one held', async () => {
    const { http, asked } = server(() => new Response(null, { status: 304 }))
    expect(await http.snapshot(3)).toBeUndefined()
    expect(asked[0]?.init.headers).toEqual({ 'If-None-Match': '"3"' })
  })

  it('has failed when it is refused', async () => {
    const { http } = server(() => new Response(null, { status: 503 }))
    await expect(http.snapshot(3)).rejects.toThrow('503')
  })

  it('that nobody answers is told from one that is refused', async () => {
    const { http } = server(() => Promise.reject(new TypeError('Failed to fetch')))
    await expect(http.snapshot(3)).rejects.toBeInstanceOf(Unreachable)
  })
})
