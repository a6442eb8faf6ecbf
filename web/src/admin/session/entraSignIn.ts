import { CacheLookupPolicy, InteractionRequiredAuthError, PublicClientApplication, type AccountInfo } from '@azure/msal-browser'
import { ApiError } from '../../api/problem'
import type { EntraSignIn } from '../../config'
import type { Account, SignIn } from './signIn'

const accountOf = (account: AccountInfo): Account => ({ name: account.name ?? account.username })

/** Sign-in by a redirect to Microsoft's page and back. */
export async function entraSignIn({ clientId, authority, scopes }: EntraSignIn): Promise<SignIn> {
  const msal = new PublicClientApplication({
    auth: { clientId, authority, redirectUri: `${location.origin}/admin`, postLogoutRedirectUri: `${location.origin}/admin` },
  })
  await msal.initialize()

  return {
    async restore() {
      const returned = await msal.handleRedirectPromise()
      const account = returned?.account ?? msal.getActiveAccount() ?? msal.getAllAccounts()[0]
      if (!account) return undefined
      msal.setActiveAccount(account)
      return accountOf(account)
    },

    async signIn() {
      await msal.loginRedirect({ scopes, prompt: 'select_account' })
      // The browser is leaving this page.
      return new Promise<Account>(() => undefined)
    },

    signOut: () => msal.logoutRedirect({ account: msal.getActiveAccount() }),

    async accessToken() {
      try {
        // Without the fallback to a hidden iframe, which the Content-Security-Policy forbids.
        const cacheLookupPolicy = CacheLookupPolicy.AccessTokenAndRefreshToken
        return (await msal.acquireTokenSilent({ scopes, cacheLookupPolicy })).accessToken
      } catch (error) {
        if (error instanceof InteractionRequiredAuthError) throw new ApiError(401, 'unauthorized', error.message)
        throw error
      }
    },
  }
}
