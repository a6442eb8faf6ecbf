/** Somewhere to hear of something; returns how to stop listening. */
export type Listen = (handler: () => void) => () => void

/**
 * Resolves after the time, or at once when the signal is raised or one of the others is heard:
 * then with true.
 */
export function rest(milliseconds: number, until: AbortSignal, ...others: Listen[]): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (early: boolean) => {
      clearTimeout(timer)
      until.removeEventListener('abort', endEarly)
      stops.forEach((stop) => { stop() })
      resolve(early)
    }
    const endEarly = () => { end(true) }
    const timer = setTimeout(end, milliseconds, false)
    until.addEventListener('abort', endEarly)
    const stops = others.map((listen) => listen(endEarly))
    if (until.aborted) endEarly()
  })
}

/** Rejects when the promise takes longer; a connection attempt may otherwise hang for minutes. */
export function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`No answer within ${milliseconds} ms.`))
    }, milliseconds)
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer)
    })
  })
}
