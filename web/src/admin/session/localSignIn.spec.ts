// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError, NetworkError } from '../../api/problem'
import { localSignIn } from './localSignIn'

const soon = () => new Date(Date.now() + 60_000).toISOString()
const grants = (expiresAt = soon()) => () => Promise.resolve(Response.json({ accessToken: 'token', expiresAt }))

beforeEach(() => { sessionStorage.clear() })
afterEach(() => { vi.unstubAllGlobals() })

it('signs in with a name, and is still signed in after a reload', async () => {
  const asked: [string, unknown][] = []
  const signIn = localSignIn('http://shop.test', (input, init) => {
    asked.push([input as string, JSON.parse(init?.body as string)])
    return grants()()
  })
  expect(await signIn.restore()).toBeUndefined()
  expect(await signIn.signIn('ann')).toEqual({ name: 'ann' })
  expect(await signIn.accessToken()).toBe('token')
  expect(asked).toEqual([['http://shop.test/dev/token', { name: 'ann', roles: ['admin'] }]])

  const reloaded = localSignIn('http://shop.test')
  expect(await reloaded.restore()).toEqual({ name: 'ann' })
  expect(await reloaded.accessToken()).toBe('token')
})

it('is signed out after a reload when its time is over, but not before the server says so', async () => {
  const signIn = localSignIn('', grants('2020-01-01T00:00:00Z'))
  await signIn.signIn('ann')
  expect(await signIn.accessToken()).toBe('token')
  expect(await localSignIn('').restore()).toBeUndefined()
})

it('forgets the token when signed out', async () => {
  const signIn = localSignIn('', grants())
  await signIn.signIn('ann')
  await signIn.signOut()
  expect(await signIn.accessToken()).toBeUndefined()
  expect(await localSignIn('').restore()).toBeUndefined()
})

it('lets in, in memory, where the browser forbids storage', async () => {
  const forbid = () => { throw new DOMException('Access is denied for this document.', 'SecurityError') }
  vi.stubGlobal('sessionStorage', { getItem: forbid, setItem: forbid, removeItem: forbid })
  const signIn = localSignIn('', grants())
  expect(await signIn.restore()).toBeUndefined()
  expect(await signIn.signIn('ann')).toEqual({ name: 'ann' })
  expect([await signIn.restore(), await signIn.accessToken()]).toEqual([{ name: 'ann' }, 'token'])
  await signIn.signOut()
  expect(await signIn.accessToken()).toBeUndefined()
})

it('starts signed out when what is stored cannot be read', async () => {
  sessionStorage.setItem('liveshop.admin', '{')
  expect(await localSignIn('').restore()).toBeUndefined()
})

it('says whether it was refused or not answered', async () => {
  const page = () => Promise.resolve(new Response('<!doctype html>', { status: 404 }))
  await expect(localSignIn('', page).signIn('ann')).rejects.toBeInstanceOf(ApiError)
  const nobody = () => Promise.reject(new TypeError('Failed to fetch'))
  await expect(localSignIn('', nobody).signIn('ann')).rejects.toBeInstanceOf(NetworkError)
})
