import { NetworkError, toApiError } from '../../api/problem'
import type { SignIn } from './signIn'

interface LocalToken {
  accessToken: string
  expiresAt: string
}

type Remembered = LocalToken & { name: string }

const remembered = 'liveshop.admin'

// A browser may forbid storage, and what is stored may be damaged; the sign-in then lasts as long as the page.
function recall(): Remembered | undefined {
  try {
    const token = JSON.parse(sessionStorage.getItem(remembered) ?? 'null') as Remembered | null
    return token && new Date(token.expiresAt) > new Date() ? token : undefined
  } catch {
    return undefined
  }
}

function remember(token: Remembered | undefined): void {
  try {
    if (token) sessionStorage.setItem(remembered, JSON.stringify(token))
    else sessionStorage.removeItem(remembered)
  } catch {
    // Held in memory.
  }
}

/** LiveShop.Local's own sign-in: a name is enough, because it only answers on the machine itself. */
export function localSignIn(apiBaseUrl: string, fetcher: typeof fetch = fetch): SignIn {
  let held = recall()

  async function requestToken(name: string): Promise<LocalToken> {
    const response = await fetcher(`${apiBaseUrl}/dev/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, roles: ['admin'] }),
    }).catch((cause: unknown) => {
      throw new NetworkError('The server did not answer.', { cause })
    })
    const body: unknown = await response.json().catch(() => undefined)
    if (!response.ok) throw toApiError(response.status, body)
    return body as LocalToken
  }

  return {
    restore: () => Promise.resolve(held && { name: held.name }),

    async signIn(name) {
      held = { name, ...(await requestToken(name)) }
      remember(held)
      return { name }
    },

    signOut() {
      held = undefined
      remember(undefined)
      return Promise.resolve()
    },

    // Sent even after its time: the server's clock decides, and without one it would answer as to a customer.
    accessToken: () => Promise.resolve(held?.accessToken),
  }
}
