import { fetchWithTimeout, toNetworkError } from '../../api/client'
import { toApiError } from '../../api/problem'
import type { Role } from './roles'
import type { SignIn } from './signIn'

interface LocalToken {
  accessToken: string
  /** In seconds. */
  expiresIn: number
}

interface StoredToken {
  name: string
  accessToken: string
  /** By this device's clock, which may be wrong, but then was as wrong at the sign-in. */
  expiresAt: string
}

const storageKey = 'liveshop.admin'

// A browser may forbid storage, and a stored value may be damaged; the sign-in then lasts as long as the page.
function load(): StoredToken | undefined {
  try {
    const token = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as StoredToken | null
    return token && Date.parse(token.expiresAt) > Date.now() ? token : undefined
  } catch {
    return undefined
  }
}

function save(token: StoredToken | undefined): void {
  try {
    if (token) localStorage.setItem(storageKey, JSON.stringify(token))
    else localStorage.removeItem(storageKey)
  } catch {
    // It stays in memory.
  }
}

/** LiveShop.Local's own sign-in. It asks for a name and a role only, because it answers only on the machine itself. */
export function localSignIn(apiBaseUrl: string, fetcher?: typeof fetch): SignIn {
  let current = load()

  async function requestToken(name: string, role: Role): Promise<LocalToken> {
    const response = await fetchWithTimeout(fetcher)(`${apiBaseUrl}/dev/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, role }),
    }).catch((cause: unknown) => {
      throw toNetworkError(cause)
    })
    const body: unknown = await response.json().catch(() => undefined)
    if (!response.ok) throw toApiError(response.status, body)
    return body as LocalToken
  }

  return {
    restore: () => Promise.resolve(current && { name: current.name }),

    async signIn(name, role) {
      const { accessToken, expiresIn } = await requestToken(name, role)
      current = { name, accessToken, expiresAt: new Date(Date.now() + expiresIn * 1_000).toISOString() }
      save(current)
      return { name }
    },

    signOut() {
      current = undefined
      save(undefined)
      return Promise.resolve()
    },

    // The event comes only from other tabs; its key is null when all of the storage was cleared.
    onChangedElsewhere(listener) {
      addEventListener('storage', ({ key }) => {
        if (key !== null && key !== storageKey) return
        current = load()
        listener(current && { name: current.name })
      })
    },

    // Sent even after it has expired by this clock: the server decides, and would answer without one as to a customer.
    accessToken: () => Promise.resolve(current?.accessToken),
  }
}
