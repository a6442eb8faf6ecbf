import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useAccessTokens } from '../../api/client'
import { ApiError } from '../../api/problem'
import type { AppConfig } from '../../config'
import { lacksAdminRole, subjectOf } from './roles'
import { createSignIn } from './createSignIn'
import type { Account, SignIn } from './signIn'

/** `expired`: the page keeps its content until a new sign-in. `forbidden`: signed in without the admin role. */
export type SessionPhase = 'starting' | 'signed-out' | 'signed-in' | 'expired' | 'forbidden'

export type SignInFailure = 'unreachable' | 'refused'

export const useSessionStore = defineStore('session', () => {
  const phase = ref<SessionPhase>('starting')
  const account = ref<Account>()
  /** The account's id in the journal. */
  const subject = ref<string>()
  const failure = ref<SignInFailure>()
  const busy = ref(false)

  let config: AppConfig | undefined
  let provider: SignIn | undefined

  function onAccessDenied(status: number): void {
    if (phase.value === 'signed-in') phase.value = status === 403 ? 'forbidden' : 'expired'
  }

  async function accessToken(): Promise<string | undefined> {
    try {
      return await provider?.accessToken()
    } catch (error) {
      if (error instanceof ApiError) onAccessDenied(error.status)
      throw error
    }
  }

  async function createProvider(given: AppConfig): Promise<SignIn> {
    const created = await createSignIn(given)
    created.onChangedElsewhere((now) => {
      if (now) void enter(now, created)
      else forget()
    })
    return created
  }

  async function enter(signedIn: Account, { accessToken: tokenOf }: SignIn): Promise<void> {
    const token = await tokenOf()
    account.value = signedIn
    subject.value = subjectOf(token)
    phase.value = lacksAdminRole(token) ? 'forbidden' : 'signed-in'
  }

  function forget(): void {
    phase.value = 'signed-out'
    account.value = subject.value = undefined
  }

  async function attempt(step: (signIn: SignIn) => Promise<Account | undefined>): Promise<void> {
    failure.value = undefined
    busy.value = true
    try {
      if (!config) throw new Error('start has to run before a sign-in.')
      provider ??= await createProvider(config)
      const signedIn = await step(provider)
      if (signedIn) await enter(signedIn, provider)
      else if (phase.value === 'starting') phase.value = 'signed-out'
    } catch (error) {
      failure.value = error instanceof ApiError ? 'refused' : 'unreachable'
      if (phase.value === 'starting') phase.value = 'signed-out'
    } finally {
      busy.value = false
    }
  }

  /** Restores the sign-in and sends its token with all calls from now on. */
  async function start(given: AppConfig): Promise<void> {
    config = given
    useAccessTokens(accessToken, onAccessDenied)
    if (!provider) await attempt((signIn) => signIn.restore())
  }

  /** Stops sending the token, because the admin's pages are left. */
  const leave = () => { useAccessTokens() }

  const signIn = (name: string) => attempt((provider) => provider.signIn(name))

  async function signOut(): Promise<void> {
    forget()
    await provider?.signOut()
  }

  return { phase, account, subject, failure, busy, start, leave, signIn, signOut }
})
