// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { unwrap, configureApi, useApi } from '../../api/client'
import { ApiError } from '../../api/problem'
import { useSessionStore } from './sessionStore'

const config = { apiBaseUrl: 'http://shop.test', auth: { kind: 'local' as const } }
const token = () => Response.json({ accessToken: 'token', expiresIn: 60 })
let status = 200
let seen: (string | null)[] = []
let signInAnswers: () => Promise<Response>

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
  status = 200
  seen = []
  signInAnswers = () => Promise.resolve(token())
  vi.stubGlobal('fetch', () => signInAnswers())
  configureApi(config, (request) => {
    seen.push((request as Request).headers.get('authorization'))
    return Promise.resolve(Response.json(status === 200 ? { items: [] } : { type: 'about:blank' }, { status }))
  })
})

const call = () => unwrap(useApi().GET('/livestreams'))

async function signedIn() {
  const session = useSessionStore()
  await session.start(config)
  await session.signIn('ann')
  return session
}

it('the session starts signed out and sends the token after a sign-in', async () => {
  const session = useSessionStore()
  await session.start(config)
  expect(session.phase).toBe('signed-out')
  await session.signIn('ann')
  expect([session.phase, session.account]).toEqual(['signed-in', { name: 'ann' }])
  await call()
  expect(seen).toEqual(['Bearer token'])
})

it('a 401 marks the session as expired until the next sign-in', async () => {
  const session = await signedIn()
  status = 401
  await expect(call()).rejects.toBeInstanceOf(ApiError)
  expect([session.phase, session.account?.name]).toEqual(['expired', 'ann'])
  await session.signIn('ann')
  expect(session.phase).toBe('signed-in')
})

it('a 403 marks the session as forbidden', async () => {
  const session = await signedIn()
  status = 403
  await expect(call()).rejects.toBeInstanceOf(ApiError)
  expect(session.phase).toBe('forbidden')
})

it('the token is sent only while the admin’s pages are open', async () => {
  const session = await signedIn()
  session.leave()
  await call()
  await session.start(config)
  await call()
  expect(seen).toEqual([null, 'Bearer token'])
  expect(session.phase).toBe('signed-in')
})

it('signing out stops sending the token', async () => {
  const session = await signedIn()
  await session.signOut()
  expect([session.phase, session.account]).toEqual(['signed-out', undefined])
  await call()
  expect(seen).toEqual([null])
})

it('a failed sign-in keeps the phase and sets the failure', async () => {
  const session = await signedIn()
  await session.signOut()
  signInAnswers = () => Promise.reject(new TypeError('Failed to fetch'))
  await session.signIn('ann')
  expect([session.phase, session.failure]).toEqual(['signed-out', 'unreachable'])
  signInAnswers = () => Promise.resolve(Response.json({}, { status: 403 }))
  await session.signIn('ann')
  expect([session.phase, session.failure, session.busy]).toEqual(['signed-out', 'refused', false])
})
