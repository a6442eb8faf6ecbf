import type { AppConfig } from '../../config'
import { localSignIn } from './localSignIn'

export interface Account {
  name: string
}

/** A way of signing in; whether its bearer is an admin is for the server to say. */
export interface SignIn {
  /** Who is signed in already: after a reload, or back from a sign-in page elsewhere. */
  restore(): Promise<Account | undefined>
  /** Rejects when it fails. A sign-in on a page elsewhere leaves this one instead of resolving. */
  signIn(name: string): Promise<Account>
  signOut(): Promise<void>
  /** Rejects with ApiError 401 when only a new sign-in can give one. */
  accessToken(): Promise<string | undefined>
}

/** The deployment's way of signing in; Microsoft's library is loaded only where it is the one. */
export async function signInOf({ auth, apiBaseUrl }: AppConfig): Promise<SignIn> {
  if (auth.kind === 'local') return localSignIn(apiBaseUrl)
  const { entraSignIn } = await import('./entraSignIn')
  return entraSignIn(auth)
}
