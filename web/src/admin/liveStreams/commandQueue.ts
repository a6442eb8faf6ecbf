import { computed, shallowRef } from 'vue'
import { ApiError } from '../../api/problem'
import type { LiveStreamDetails } from '../../api/types'
import { isNewer, newest } from '../../realtime/byVersion'
import { useOptimisticQueue } from '../../ui/useOptimisticQueue'
import { EditConflictError } from '../retryOnConflict'
import type { Command } from './commands'

/** The current stream that a refusal carries, if it does. */
function currentFrom(error: unknown): LiveStreamDetails | undefined {
  const current = error instanceof EditConflictError || error instanceof ApiError ? error.current : undefined
  return isStream(current) ? current : undefined
}

const isStream = (value: unknown): value is LiveStreamDetails =>
  typeof value === 'object' && value !== null && 'pinnedProducts' in value

/** Milliseconds until a product's change that did not reach the stream is no longer shown. */
const maxAwaited = 10_000

/**
 * An admin's commands as optimistic updates of the stream, merged by version with those of other admins.
 * @param onAccepted Called when a command was accepted.
 * @param onOutdated Called when the answer to a command has a lower version than the stream, which may have been restored.
 */
export function useCommandQueue(
  onRefused: (command: Command, error: unknown) => void,
  onOutdated: () => void = () => undefined,
  onAccepted: (command: Command) => void = () => undefined,
) {
  const confirmed = shallowRef<LiveStreamDetails>()
  /** Accepted changes of products that have not reached the stream; without them an older state would show the old value again. */
  const awaited = shallowRef<readonly Command[]>([])
  const current = computed(() => confirmed.value && awaited.value.reduce((stream, command) => command.apply(stream), confirmed.value))
  /** Versions that this admin's own commands made. */
  const ownVersions = new Set<number>()

  const { pending, shown, run, clear } = useOptimisticQueue<
    LiveStreamDetails | undefined,
    Command,
    LiveStreamDetails | undefined
  >({
    confirmed: () => current.value,
    apply: (stream, command) => stream && command.apply(stream),
    send: async (command) => confirmed.value && command.send(confirmed.value),
    onAccepted(command, answer) {
      onAccepted(command)
      if (!answer) awaitChange(command)
      else if (isNewer(answer, confirmed.value)) {
        ownVersions.add(answer.version)
        applyServerState(answer)
      } else if (isNewer(confirmed.value, answer)) onOutdated()
    },
    onRefused(command, error) {
      const current = currentFrom(error)
      if (current) applyServerState(current)
      onRefused(command, error)
    },
  })

  function awaitChange(command: Command): void {
    const stream = confirmed.value
    if (!stream || !command.isAwaited?.(stream)) return
    awaited.value = [...awaited.value, command]
    setTimeout(forget, maxAwaited, command)
  }

  const forget = (command: Command) => { awaited.value = awaited.value.filter((other) => other !== command) }

  function applyServerState(stream: LiveStreamDetails): void {
    const now = newest(confirmed.value, stream)
    awaited.value = awaited.value.filter((command) => command.isAwaited?.(now))
    confirmed.value = now
  }

  /** Keeps the stream on the page until one of any version replaces it, because versions went back. */
  function restart(): void {
    if (confirmed.value) confirmed.value = { ...confirmed.value, version: 0 }
    awaited.value = []
    ownVersions.clear()
  }

  /** Closes the stream; answers to commands that are still on their way are ignored. */
  function reset(): void {
    confirmed.value = undefined
    awaited.value = []
    clear()
    ownVersions.clear()
  }

  return { confirmed, pending, shown, ownVersions, applyServerState, run, restart, reset }
}
