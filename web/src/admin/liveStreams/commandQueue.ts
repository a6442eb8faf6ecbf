import { shallowRef } from 'vue'
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

/** An admin's commands as optimistic updates of the stream, merged by version with those of other admins. */
export function useCommandQueue(onRefused: (command: Command, error: unknown) => void) {
  const confirmed = shallowRef<LiveStreamDetails>()
  /** Versions that this admin's own commands made. */
  const ownVersions = new Set<number>()

  const { pending, shown, run, clear } = useOptimisticQueue<
    LiveStreamDetails | undefined,
    Command,
    LiveStreamDetails | undefined
  >({
    confirmed: () => confirmed.value,
    apply: (stream, command) => stream && command.apply(stream),
    send: async (command) => confirmed.value && command.send(confirmed.value),
    onAccepted(command, answer) {
      if (!answer) confirmed.value = confirmed.value && command.apply(confirmed.value)
      else if (isNewer(answer, confirmed.value)) {
        ownVersions.add(answer.version)
        applyServerState(answer)
      }
    },
    onRefused(command, error) {
      const current = currentFrom(error)
      if (current) applyServerState(current)
      onRefused(command, error)
    },
  })

  function applyServerState(stream: LiveStreamDetails): void {
    confirmed.value = newest(confirmed.value, stream)
  }

  /** Closes the stream; answers to commands that are still on their way are ignored. */
  function reset(): void {
    confirmed.value = undefined
    clear()
    ownVersions.clear()
  }

  return { confirmed, pending, shown, ownVersions, applyServerState, run, reset }
}
