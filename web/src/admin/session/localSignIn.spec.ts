// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError, NetworkError } from '../../api/problem'
import { localSignIn } from './localSignIn'

const soon = () => new Date(Date.now() + 60_000).toISOString()
const grants = (expiresIn = 60, expiresAt = soon()) => () =>
  Promise.resolve(Response.json({ accessToken: 'token', expiresAt, expiresIn }))

beforeEach(() => { localStorage.clear() })
afterEach(() => { vi.unstubAllGlobals() })

it('local sign-in needs only a name and survives a reload', async () => {
  const asked: [string, unknown][] = []
  const signIn = localSignIn('http://shop.test', (input, init) => {
    asked.push([input as string, JSON.parse(init?.body as string)])
    return grants()()
  })
  expect(await signIn.restore()).toBeUndefined()
  expect(await signIn.signIn('ann', 'admin')).toEqual({ name: 'ann' })
  expect(await signIn.accessToken()).toBe('token')
  expect(asked).toEqual([['http://shop.test/dev/token', { name: 'ann', role: 'admin' }]])

  const reloaded = localSignIn('http://shop.test')
  expect(await reloaded.restore()).toEqual({ name: 'ann' })
  expect(await reloaded.accessToken()).toBe('token')
})

it('an expired token is not restored after a reload, but is still sent until the server refuses it', async () => {
  const signIn = localSignIn('', grants(-1))
  await signIn.signIn('ann', 'admin')
  expect(await signIn.accessToken()).toBe('token')
  expect(await localSignIn('').restore()).toBeUndefined()
})

it.each([
  ['nine hours fast', 9],
  ['nine hours slow', -9],
])('a token lasts as long as it should on a device whose clock is %s', async (_name, hours) => {
  vi.useFakeTimers()
  const serversClock = Date.now()
  vi.setSystemTime(serversClock + hours * 3_600_000)
  const eightHours = 8 * 3_600
  await localSignIn('', grants(eightHours, new Date(serversClock + eightHours * 1_000).toISOString())).signIn('ann', 'admin')
  vi.advanceTimersByTime((eightHours - 60) * 1_000)
  expect(await localSignIn('').restore()).toEqual({ name: 'ann' })
  vi.advanceTimersByTime(120_000)
  expect(await localSignIn('').restore()).toBeUndefined()
  vi.useRealTimers()
})

it('signing out forgets the token', async () => {
  const signIn = localSignIn('', grants())
  await signIn.signIn('ann', 'admin')
  await signIn.signOut()
  expect(await signIn.accessToken()).toBeUndefined()
  expect(await localSignIn('').restore()).toBeUndefined()
})

it('local sign-in works in memory when the browser forbids storage', async () => {
  const forbid = () => { throw new DOMException('Access is denied for this document.', 'SecurityError') }
  vi.stubGlobal('localStorage', { getItem: forbid, setItem: forbid, removeItem: forbid })
  const signIn = localSignIn('', grants())
  expect(await signIn.restore()).toBeUndefined()
  expect(await signIn.signIn('ann', 'admin')).toEqual({ name: 'ann' })
  expect([await signIn.restore(), await signIn.accessToken()]).toEqual([{ name: 'ann' }, 'token'])
  await signIn.signOut()
  expect(await signIn.accessToken()).toBeUndefined()
})

it('a sign-in and a sign-out in another tab are told and taken over', async () => {
  const signIn = localSignIn('', grants())
  const told: unknown[] = []
  signIn.onChangedElsewhere((account) => { told.push(account) })
  const elsewhere = () => { dispatchEvent(new StorageEvent('storage', { key: 'liveshop.admin' })) }
  localStorage.setItem('liveshop.admin', JSON.stringify({ name: 'Bob', accessToken: 'theirs', expiresAt: soon() }))
  elsewhere()
  expect(await signIn.accessToken()).toBe('theirs')
  localStorage.removeItem('liveshop.admin')
  elsewhere()
  expect(await signIn.accessToken()).toBeUndefined()
  dispatchEvent(new StorageEvent('storage', { key: 'liveshop.language' }))
  expect(told).toEqual([{ name: 'Bob' }, undefined])
})

it('a damaged stored token means signed out', async () => {
  localStorage.setItem('liveshop.admin', '{')
  expect(await localSignIn('').restore()).toBeUndefined()
})

it('local sign-in rejects with ApiError when refused and NetworkError without a response', async () => {
  const page = () => Promise.resolve(new Response('<!doctype html>', { status: 404 }))
  await expect(localSignIn('', page).signIn('ann', 'admin')).rejects.toBeInstanceOf(ApiError)
  const nobody = () => Promise.reject(new TypeError('Failed to fetch'))
  await expect(localSignIn('', nobody).signIn('ann', 'admin')).rejects.toBeInstanceOf(NetworkError)
})
