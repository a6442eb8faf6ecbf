import { expect, it } from 'vitest'
import { loadConfig } from './config'

const json = (body: unknown) => () => Promise.resolve(Response.json(body))

it('is the same origin with local sign-in when there is no config.json', async () => {
  const missing = () => Promise.resolve(new Response('', { status: 404 }))
  expect(await loadConfig(missing)).toEqual({ apiBaseUrl: '', auth: { kind: 'local' } })
})

it('is the same origin when the host answers with its index page', async () => {
  const page = () => Promise.resolve(new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }))
  expect((await loadConfig(page)).apiBaseUrl).toBe('')
})

it('is the same origin when nothing answers', async () => {
  expect((await loadConfig(() => Promise.reject(new TypeError('offline')))).apiBaseUrl).toBe('')
})

it('takes the API and the sign-in of the deployment', async () => {
  const auth = { kind: 'entra', clientId: 'c', authority: 'https://login.example/t', scopes: ['api://shop/.default'] }
  expect(await loadConfig(json({ apiBaseUrl: 'https://api.example/', auth }))).toEqual({
    apiBaseUrl: 'https://api.example',
    auth,
  })
})
