import { describe, expect, it } from 'vitest'
import { stateAt } from './testing/fakeStream'
import { liveStreamHttp, Unreachable } from './http'

function server(answer: () => Response | Promise<never>) {
  const asked: { url: string; init: RequestInit }[] = []
  const http = liveStreamHttp('https://shop.test', 'demo', (url, init = {}) => {
    asked.push({ url: String(url), init })
    return Promise.resolve(answer())
  })
  return { http, asked }
}

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
