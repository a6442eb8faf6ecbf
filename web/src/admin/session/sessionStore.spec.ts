// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { unwrap, configureApi, useApi } from '../../api/client'
import { ApiError } from '../../api/problem'
import { useSessionStore } from './sessionStore'

const config = { apiBaseUrl: 'http://shop.test', auth: { kind: 'local' as const } }
const token = () => Response.json({ accessToken: 'token', expiresAt: new Date(Date.now() + 60_000).toISOString() })
let status = 200
let seen: (string | null)[] = []
let signInAnswers: () => Promise<Response>

beforeEach(() => {
  sessionStorage.clear()
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

it('begins signed out, and signs calls once somebody is signed in', async () => {
  const session = useSessionStore()
  await session.start(config)
  expect(session.phase).toBe('signed-out')
  await session.signIn('ann')
  expect([session.phase, session.account]).toEqual(['signed-in', { name: 'ann' }])
  await call()
  expect(seen).toEqual(['Bearer token'])
})

it('keeps the page when the session has ended, until somebody is back', async () => {
  const session = await signedIn()
  status = 401
  await expect(call()).rejects.toBeInstanceOf(ApiError)
  expect([session.phase, session.account?.name]).toEqual(['expired', 'ann'])
  await session.signIn('ann')
  expect(session.phase).toBe('signed-in')
})

it('knows one who is signed in but no admin', async () => {
  const session = await signedIn()
  status = 403
  await expect(call()).rejects.toBeInstanceOf(ApiError)
  expect(session.phase).toBe('forbidden')
})

it('calls as a customer again when the admin’s pages are left, and as the admin when back', async () => {
  const session = await signedIn()
  session.leave()
  await call()
  await session.start(config)
  await call()
  expect(seen).toEqual([null, 'Bearer token'])
  expect(session.phase).toBe('signed-in')
})

it('signs out', async () => {
  const session = await signedIn()
  await session.signOut()
  expect([session.phase, session.account]).toEqual(['signed-out', undefined])
  await call()
  expect(seen).toEqual([null])
})

it('stays where it is when a sign-in fails, and says why', async () => {
  const session = await signedIn()
  await session.signOut()
  signInAnswers = () => Promise.reject(new TypeError('Failed to fetch'))
  await session.signIn('ann')
  expect([session.phase, session.failure]).toEqual(['signed-out', 'unreachable'])
  signInAnswers = () => Promise.resolve(Response.json({}, { status: 403 }))
  await session.signIn('ann')
  expect([session.phase, session.failure, session.busy]).toEqual(['signed-out', 'refused', false])
})
