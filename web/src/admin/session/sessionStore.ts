import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useAccessTokens } from '../../api/client'
import { ApiError } from '../../api/problem'
import type { AppConfig } from '../../config'
import { roleOf, subjectOf, type Role } from './roles'
import { createSignIn } from './createSignIn'
import type { Account, SignIn } from './signIn'

/** `expired`: the page keeps its content until a new sign-in. `forbidden`: signed in without a role. */
export type SessionPhase = 'starting' | 'signed-out' | 'signed-in' | 'expired' | 'forbidden'

export type SignInFailure = 'unreachable' | 'refused'

export const useSessionStore = defineStore('session', () => {
  const phase = ref<SessionPhase>('starting')
  const account = ref<Account>()
  /** The account's id in the journal. */
  const subject = ref<string>()
  /** Undefined when the token does not say it; the server decides then. */
  const role = ref<Role>()
  const failure = ref<SignInFailure>()
  const busy = ref(false)

  let config: AppConfig | undefined
  let provider: SignIn | undefined

  function onAccessDenied(status: number): void {
    if (phase.value !== 'signed-in') return
    // An assistant is refused single commands, and goes on with all others.
    if (status === 401) phase.value = 'expired'
    else if (role.value !== 'assistant') phase.value = 'forbidden'
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
    const given = roleOf(token)
    role.value = given ?? undefined
    phase.value = given === null ? 'forbidden' : 'signed-in'
  }

  function forget(): void {
    phase.value = 'signed-out'
    account.value = subject.value = role.value = undefined
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

  const signIn = (name: string, wanted: Role = 'admin') => attempt((provider) => provider.signIn(name, wanted))

  /** Whether the account may do what needs this role. */
  const may = (needed: Role | undefined) => needed !== 'admin' || role.value !== 'assistant'
  /** Whether the pages offer what only admins may do. */
  const isAdmin = computed(() => may('admin'))

  async function signOut(): Promise<void> {
    forget()
    await provider?.signOut()
  }

  return { phase, account, subject, role, isAdmin, may, failure, busy, start, leave, signIn, signOut }
})
