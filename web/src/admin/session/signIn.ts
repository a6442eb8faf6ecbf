import type { Role } from './roles'

export interface Account {
  name: string
}

/** A way of signing in. What the account may do is for the server to decide. */
export interface SignIn {
  /** Returns the account that is signed in already, after a reload or a redirect from a sign-in page. */
  restore(): Promise<Account | undefined>
  /**
   * Rejects when it fails; a redirect to a sign-in page leaves this page instead of resolving.
   * @param role The role to sign in with, where one may choose it.
   */
  signIn(name: string, role: Role): Promise<Account>
  signOut(): Promise<void>
  /** Rejects with ApiError 401 when a new sign-in is needed. */
  accessToken(): Promise<string | undefined>
  /** Calls back when another tab signs in, or out (then without an account). */
  onChangedElsewhere(listener: (account: Account | undefined) => void): void
}
