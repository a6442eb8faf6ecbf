export interface Account {
  name: string
}

/** A way of signing in. Whether the account is an admin's is for the server to decide. */
export interface SignIn {
  /** Returns the account that is signed in already, after a reload or a redirect from a sign-in page. */
  restore(): Promise<Account | undefined>
  /** Rejects when it fails; a redirect to a sign-in page leaves this page instead of resolving. */
  signIn(name: string): Promise<Account>
  signOut(): Promise<void>
  /** Rejects with ApiError 401 when a new sign-in is needed. */
  accessToken(): Promise<string | undefined>
  /** Calls back when another tab signs in, or out (then without an account). */
  onChangedElsewhere(listener: (account: Account | undefined) => void): void
}
