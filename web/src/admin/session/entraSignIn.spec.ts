// @vitest-environment happy-dom
import { InteractionRequiredAuthError } from '@azure/msal-browser'
import { beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '../../api/problem'
import { entraSignIn } from './entraSignIn'

const msal = vi.hoisted(() => ({
  initialize: vi.fn(),
  handleRedirectPromise: vi.fn(),
  getActiveAccount: vi.fn(),
  setActiveAccount: vi.fn(),
  getAllAccounts: vi.fn(),
  loginRedirect: vi.fn(),
  logoutRedirect: vi.fn(),
  acquireTokenSilent: vi.fn(),
  addEventCallback: vi.fn(),
}))
vi.mock('@azure/msal-browser', async (original) => ({
  ...(await original<object>()),
  PublicClientApplication: vi.fn(function application() { return msal }),
}))

const config = { kind: 'entra' as const, clientId: 'c', authority: 'https://login.example/t', scopes: ['api://shop/.default'] }
const ann = { name: 'Ann', username: 'ann@shop.example' }

beforeEach(() => {
  for (const step of Object.values(msal)) step.mockReset()
  msal.getActiveAccount.mockReturnValue(null)
  msal.getAllAccounts.mockReturnValue([])
})

it('the account is restored after the redirect from Microsoft’s page', async () => {
  msal.handleRedirectPromise.mockResolvedValue({ account: ann })
  expect(await (await entraSignIn(config)).restore()).toEqual({ name: 'Ann' })
  expect(msal.setActiveAccount).toHaveBeenCalledWith(ann)
})

it('the account is restored after a reload, with its address if it has no name', async () => {
  msal.handleRedirectPromise.mockResolvedValue(null)
  msal.getAllAccounts.mockReturnValue([{ username: 'ann@shop.example' }])
  expect(await (await entraSignIn(config)).restore()).toEqual({ name: 'ann@shop.example' })
})

it('nothing is restored without an account', async () => {
  msal.handleRedirectPromise.mockResolvedValue(null)
  expect(await (await entraSignIn(config)).restore()).toBeUndefined()
})

it('access tokens are acquired without an iframe or popup', async () => {
  msal.acquireTokenSilent.mockResolvedValue({ accessToken: 'token' })
  expect(await (await entraSignIn(config)).accessToken()).toBe('token')
  expect(msal.acquireTokenSilent).toHaveBeenCalledWith({ scopes: config.scopes, cacheLookupPolicy: 2 })
})

it('an expired session rejects with ApiError 401', async () => {
  msal.acquireTokenSilent.mockRejectedValue(new InteractionRequiredAuthError('interaction_required', 'Sign in again.'))
  const token = (await entraSignIn(config)).accessToken()
  await expect(token).rejects.toEqual(expect.objectContaining({ name: 'ApiError', status: 401 }))
})

it('a network failure does not reject with ApiError', async () => {
  msal.acquireTokenSilent.mockRejectedValue(new TypeError('Failed to fetch'))
  const token = (await entraSignIn(config)).accessToken()
  await expect(token).rejects.not.toBeInstanceOf(ApiError)
})
