/** Subscribes a handler to an event; returns how to unsubscribe it. */
export type Subscribe = (handler: () => void) => () => void

export interface WakeUp {
  signal?: AbortSignal
  on?: readonly Subscribe[]
}

/** Resolves with false after so many milliseconds, or with true as soon as the signal aborts or one of the events occurs. */
export function waitOrWake(milliseconds: number, { signal, on = [] }: WakeUp = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (woken: boolean) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', wake)
      unsubscribes.forEach((unsubscribe) => { unsubscribe() })
      resolve(woken)
    }
    const wake = () => { finish(true) }
    const timer = setTimeout(finish, milliseconds, false)
    signal?.addEventListener('abort', wake)
    const unsubscribes = on.map((subscribe) => subscribe(wake))
    if (signal?.aborted) wake()
  })
}

/** No response within the time that `withTimeout` allowed. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
}

/** Rejects with TimeoutError when the promise takes longer; a connection attempt may otherwise hang for minutes. */
export function withTimeout<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new TimeoutError(`No response within ${milliseconds} ms.`))
    }, milliseconds)
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer)
    })
  })
}
