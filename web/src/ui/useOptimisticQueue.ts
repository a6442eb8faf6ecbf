import { computed, shallowRef } from 'vue'

export interface OptimisticQueueOptions<State, Change, Answer> {
  /** The state that the server last confirmed. */
  confirmed: () => State
  /** The state with one change applied. */
  apply: (state: State, change: Change) => State
  send: (change: Change) => Promise<Answer>
  /** Updates the confirmed state with the server's answer. */
  onAccepted: (change: Change, answer: Answer) => void
  onRefused: (change: Change, error: unknown) => void
  /** Whether a change makes the one queued before it unnecessary, as a second quantity does the first. */
  supersedes?: (change: Change, previous: Change) => boolean
  /** Changes that a reload interrupted. */
  restored?: Change[]
}

/**
 * Optimistic updates: the state shown is the confirmed one with all pending changes applied. Changes are sent one at a
 * time in their order; a refused one is dropped and leaves the others in place.
 */
export function useOptimisticQueue<State, Change, Answer>(options: OptimisticQueueOptions<State, Change, Answer>) {
  const pending = shallowRef<readonly Change[]>(options.restored ?? [])
  const shown = computed(() => pending.value.reduce(options.apply, options.confirmed()))
  let sending: Change | undefined
  let last: Promise<void> = Promise.resolve()

  async function send(change: Change): Promise<void> {
    const isPending = () => pending.value.includes(change)
    if (!isPending()) return
    sending = change
    const settle = await options.send(change).then(
      (answer) => () => { options.onAccepted(change, answer) },
      (error: unknown) => () => { options.onRefused(change, error) },
    )
    sending = undefined
    if (!isPending()) return
    settle()
    pending.value = pending.value.filter((other) => other !== change)
  }

  /** Resolves when the change is answered, accepted or not. */
  function run(change: Change): Promise<void> {
    const queued = pending.value
    const previous = queued.at(-1)
    const replaces = previous !== undefined && previous !== sending && options.supersedes?.(change, previous)
    pending.value = [...(replaces ? queued.slice(0, -1) : queued), change]
    last = queued.length ? last.then(() => send(change)) : send(change)
    return last
  }

  /** Forgets the pending changes; an answer that is still to come is ignored. */
  function clear(): void {
    pending.value = []
  }

  for (const change of pending.value) last = last.then(() => send(change))
  return { pending, shown, run, clear }
}
