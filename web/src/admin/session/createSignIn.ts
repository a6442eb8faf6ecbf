import type { AppConfig } from '../../config'
import { localSignIn } from './localSignIn'
import type { SignIn } from './signIn'

/** Creates the sign-in that the deployment is configured for; Microsoft's library is loaded only if it is needed. */
export async function createSignIn({ auth, apiBaseUrl }: AppConfig): Promise<SignIn> {
  if (auth.kind === 'local') return localSignIn(apiBaseUrl)
  const { entraSignIn } = await import('./entraSignIn')
  return entraSignIn(auth)
}
