const isActivation = (key: string) => key === 'Enter' || key === ' '

/**
 * Ignores Enter and the space bar on a button of another row than the one they were just pressed on, unless another key
 * moved the focus there, and while they are held down: the page itself moves the focus when a row disappears.
 * @returns How to end it.
 */
export function guardKeys(rows: () => HTMLElement[], duration: number): () => void {
  let last: { row: HTMLElement; at: number } | undefined
  /** Firefox presses a button when the space bar is released, even if its keydown was prevented. */
  let ignored = false

  function ignore(event: KeyboardEvent): void {
    event.preventDefault()
    event.stopImmediatePropagation()
    ignored = true
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!isActivation(event.key)) {
      last = undefined
      return
    }
    const { target } = event
    const row = target instanceof Element && target.closest('button') ? rows().find((one) => one.contains(target)) : undefined
    ignored = false
    if (!row) last = undefined
    else if (event.repeat || (last && last.row !== row && performance.now() - last.at < duration)) ignore(event)
    else last = { row, at: performance.now() }
  }

  function onKeyUp(event: KeyboardEvent): void {
    if (ignored && isActivation(event.key)) event.preventDefault()
  }

  addEventListener('keydown', onKeyDown, true)
  addEventListener('keyup', onKeyUp, true)
  return () => {
    removeEventListener('keydown', onKeyDown, true)
    removeEventListener('keyup', onKeyUp, true)
  }
}
