import { expect, it } from 'vitest'
import { loadConfig } from './config'

const json = (body: unknown) => () => Promise.resolve(Response.json(body))

it('without config.json the API is on the same origin with local sign-in', async () => {
  const missing = () => Promise.resolve(new Response('', { status: 404 }))
  expect(await loadConfig(missing)).toEqual({ apiBaseUrl: '', auth: { kind: 'local' } })
})

it('with an HTML page for config.json the API is on the same origin', async () => {
  const page = () => Promise.resolve(new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }))
  expect((await loadConfig(page)).apiBaseUrl).toBe('')
})

it('with no response for config.json the API is on the same origin', async () => {
  expect((await loadConfig(() => Promise.reject(new TypeError('offline')))).apiBaseUrl).toBe('')
})

it('config.json sets the API’s origin and the sign-in', async () => {
  const auth = { kind: 'entra', clientId: 'c', authority: 'https://login.example/t', scopes: ['api://shop/.default'] }
  expect(await loadConfig(json({ apiBaseUrl: 'https://api.example/', auth }))).toEqual({
    apiBaseUrl: 'https://api.example',
    auth,
  })
})

it('config.json sets how often the snapshot is read beside a connection', async () => {
  expect(await loadConfig(json({ snapshotSeconds: 30 }))).toMatchObject({ snapshotSeconds: 30 })
  expect(await loadConfig(json({ snapshotSeconds: 'often' }))).not.toHaveProperty('snapshotSeconds')
})
