import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { loadConfig } from './config'

const auth = { kind: 'entra', clientId: 'c', authority: 'https://login.example/t', scopes: ['api://shop/.default'] }
const sameOrigin = { apiBaseUrl: '', auth: { kind: 'local' } }
const json = (body: unknown) => () => Promise.resolve(Response.json(body))
const unused = () => { throw new Error('Nothing is to be fetched.') }

beforeEach(() => {
  vi.useFakeTimers()
  // The specs run without a DOM.
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('settings in the page are taken without a request', async () => {
  expect(await loadConfig(JSON.stringify({ apiBaseUrl: 'https://api.example/', auth }), unused)).toEqual({
    apiBaseUrl: 'https://api.example',
    auth,
  })
})

it('the configuration sets how often the snapshot is read beside a connection', async () => {
  expect(await loadConfig('', json({ snapshotSeconds: 30 }))).toMatchObject({ snapshotSeconds: 30 })
  expect(await loadConfig('', json({ snapshotSeconds: 'often' }))).not.toHaveProperty('snapshotSeconds')
})

it('without config.json the API is on the same origin with local sign-in', async () => {
  expect(await loadConfig('', () => Promise.resolve(new Response('', { status: 404 })))).toEqual(sameOrigin)
})

it('with an HTML page for config.json the API is on the same origin', async () => {
  const page = () => Promise.resolve(new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }))
  expect((await loadConfig('', page)).apiBaseUrl).toBe('')
})

it('config.json sets the API’s origin and the sign-in', async () => {
  expect(await loadConfig('', json({ apiBaseUrl: 'https://api.example/', auth }))).toEqual({
    apiBaseUrl: 'https://api.example',
    auth,
  })
})

it.each([
  ['offline', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['answered with 503', () => Promise.resolve(new Response('', { status: 503 }))],
])('config.json is asked for again when the first request is %s', async (_name, failing) => {
  const fetcher = vi.fn<typeof fetch>().mockImplementationOnce(failing).mockImplementation(json({ apiBaseUrl: 'https://api.example', auth }))
  const loading = loadConfig('', fetcher)
  await vi.advanceTimersByTimeAsync(5_000)
  expect((await loading).apiBaseUrl).toBe('https://api.example')
  expect(fetcher).toHaveBeenCalledTimes(2)
})
