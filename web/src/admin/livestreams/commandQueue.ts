import { computed, shallowRef } from 'vue'
import type { LiveStreamDetails } from '../../api/types'
import { currentOf } from '../writeOver'
import { ChangedMeanwhile } from '../writeOver'
import { ApiError } from '../../api/problem'
import type { Command } from './commands'

/** The stream as it was when a command was refused, where the refusal tells. */
function toldBy(error: unknown): LiveStreamDetails | undefined {
  if (error instanceof ChangedMeanwhile && isStream(error.current)) return error.current
  const current = error instanceof ApiError ? error.current : currentOf(error)
  return isStream(current) ? current : undefined
}

const isStream = (value: unknown): value is LiveStreamDetails =>
  typeof value === 'object' && value !== null && 'pinnedProducts' in value

/**
 * An admin's commands: shown at once, sent one after the other, taken back when refused. What is shown is what the
 * server last told with the commands under way on top, so that a refused one leaves no trace and another admin's
 * change none of ours out.
 */
export function useCommandQueue(onRefused: (command: Command, error: unknown) => void) {
  const confirmed = shallowRef<LiveStreamDetails>()
  const pending = shallowRef<Command[]>([])
  /** Versions that our own commands made. */
  const own = new Set<number>()
  let last: Promise<void> = Promise.resolve()

  const shown = computed(
    () => confirmed.value && pending.value.reduce((stream, command) => command.apply(stream), confirmed.value),
  )

  /** Takes what the server told, if it is news. */
  function take(stream: LiveStreamDetails): void {
    const held = confirmed.value
    if (!held || stream.version > held.version) confirmed.value = stream
  }

  function accept(command: Command, answered: LiveStreamDetails | undefined): void {
    const held = confirmed.value
    if (!held) return
    if (!answered) confirmed.value = command.apply(held)
    else if (answered.version > held.version) {
      own.add(answered.version)
      take(answered)
    }
  }

  async function settle(command: Command): Promise<void> {
    const held = confirmed.value
    const isUnderWay = () => pending.value.includes(command)
    if (!held || !isUnderWay()) return
    const done = () => { pending.value = pending.value.filter((other) => other !== command) }
    try {
      const answered = await command.send(held)
      if (!isUnderWay()) return
      accept(command, answered)
      done()
    } catch (error) {
      if (!isUnderWay()) return
      const current = toldBy(error)
      if (current) take(current)
      done()
      onRefused(command, error)
    }
  }

  /** Resolves when the command is answered, accepted or not. */
  function run(command: Command): Promise<void> {
    pending.value = [...pending.value, command]
    last = last.then(() => settle(command))
    return last
  }

  /** Another stream: whatever is still under way for this one is nobody's business any more. */
  function reset(): void {
    confirmed.value = undefined
    pending.value = []
    own.clear()
  }

  return { confirmed, pending, shown, own, take, run, reset }
}
