import type { LiveStreamChange } from '../../api/types'
import type { AdminMessages } from '../i18n'
import { undoChange, type Command, type Direction } from './commands'
import { isUndoable } from './describeChange'
import type { useToasts } from './toasts'
import { useUndo } from './useUndo'

type Describe = (change: LiveStreamChange, self: string | undefined) => ((m: AdminMessages) => string) | undefined

/** Undo of this admin's changes of a stream, offered in a toast. */
export function useChangeUndo(
  send: (command: Command) => Promise<void>, toasts: ReturnType<typeof useToasts>, changes: () => LiveStreamChange[], describe: Describe,
) {
  /** How the commands that revert a change came about, by the version of that change. */
  const reverting = new Map<number, Direction | undefined>()
  const undo = useUndo(run, (step, direction) => {
    toasts.add({ tone: 'done', text: step.text, direction, undo: () => void undo.go(direction, step) })
  })

  function run(command: Command): Promise<void> {
    if (command.reverts) reverting.set(command.reverts, command.by)
    return send(command)
  }

  /** Takes an entry of the journal that this admin's command made. */
  function addChange(change: LiveStreamChange): void {
    const text = isUndoable(change) && describe(change, change.byId)
    if (text) undo.add({ text, revert: () => undoChange(change.version) }, reverting.get(change.undoes ?? 0))
  }

  return {
    run, addChange, add: undo.add, go: undo.go, reset: undo.reset,
    /** The change that made a version, in words. */
    describe(version: number) {
      const change = changes().find((other) => other.version === version)
      return change && describe(change, undefined)
    },
  }
}
