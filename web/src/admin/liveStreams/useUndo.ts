import type { Command, Direction, UndoStep } from './commands'

const maxSteps = 50

/**
 * This admin's own changes, to be undone and redone one after the other.
 * @param run Runs a command.
 * @param onAdded Called for each change, with what can be done about it.
 */
export function useUndo(run: (command: Command) => Promise<void>, onAdded: (step: UndoStep, direction: Direction) => void) {
  const steps: Record<Direction, UndoStep[]> = { undo: [], redo: [] }

  /** @param by Whether the change was made to undo or to redo another; a new change leaves nothing to redo. */
  function add(step: UndoStep, by?: Direction): void {
    const direction = by === 'undo' ? 'redo' : 'undo'
    if (!by) steps.redo = []
    steps[direction] = [...steps[direction], step].slice(-maxSteps)
    onAdded(step, direction)
  }

  /** Reverts the last change of that kind, or a given one. */
  async function go(direction: Direction, step = steps[direction].at(-1)): Promise<void> {
    if (!step || !steps[direction].includes(step)) return
    steps[direction] = steps[direction].filter((other) => other !== step)
    await run({ ...step.revert(), by: direction })
  }

  function reset(): void {
    steps.undo = []
    steps.redo = []
  }

  return { add, go, reset }
}
