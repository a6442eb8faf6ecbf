import { BrowserCacheLocation, CacheLookupPolicy, EventType, InteractionRequiredAuthError, PublicClientApplication, type AccountInfo, type AuthenticationResult } from '@azure/msal-browser'
import { ApiError } from '../../api/problem'
import { siteAddress } from '../../basePath'
import type { EntraSignIn } from '../../config'
import type { Account, SignIn } from './signIn'

const accountOf = (account: AccountInfo): Account => ({ name: account.name ?? account.username })

/** Sign-in by a redirect to Microsoft's page and back. */
export async function entraSignIn({ clientId, authority, scopes }: EntraSignIn): Promise<SignIn> {
  const returnTo = location.origin + siteAddress('/admin')
  const msal = new PublicClientApplication({
    // Shared by the tabs of this browser; the tokens in it are encrypted with a key that lasts as long as its session.
    cache: { cacheLocation: BrowserCacheLocation.LocalStorage },
    auth: { clientId, authority, redirectUri: returnTo, postLogoutRedirectUri: returnTo },
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

    onChangedElsewhere(listener) {
      // MSAL broadcasts these two to all tabs.
      msal.addEventCallback(({ eventType, payload }) => {
        const account = eventType === EventType.LOGIN_SUCCESS ? (payload as AuthenticationResult).account : null
        if (account) msal.setActiveAccount(account)
        listener(account ? accountOf(account) : undefined)
      }, [EventType.LOGIN_SUCCESS, EventType.LOGOUT_SUCCESS])
    },

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
