import { NetworkError, toApiError } from '../../api/problem'
import type { SignIn } from './signIn'

interface LocalToken {
  accessToken: string
  expiresAt: string
}

type Remembered = LocalToken & { name: string }

const remembered = 'liveshop.admin'

function recall(): Remembered | undefined {
  const text = sessionStorage.getItem(remembered)
  const token = text ? (JSON.parse(text) as Remembered) : undefined
  return token && new Date(token.expiresAt) > new Date() ? token : undefined
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
      sessionStorage.setItem(remembered, JSON.stringify(held))
      return { name }
    },

    signOut() {
      held = undefined
      sessionStorage.removeItem(remembered)
      return Promise.resolve()
    },

    // Sent even after its time: the server's clock decides, and without one it would answer as to a customer.
    accessToken: () => Promise.resolve(held?.accessToken),
  }
}
