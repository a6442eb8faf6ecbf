import { ref, shallowRef } from 'vue'
import { ApiError } from '../../../api/problem'
import { withRetry } from '../../../api/withRetry'

/** The admin has ended the run. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError'
}

/** A refusal of what was sent, which stays one however often it is sent. */
const isFinal = (error: unknown) => error instanceof ApiError && [400, 404, 409, 412, 413, 422].includes(error.status)

/**
 * Sends calls that can be paused, and that are repeated while the shop is unavailable. What neither repeating nor waiting
 * mends, such as an expired session, pauses them until the admin resumes.
 */
export function useAttempts() {
  const isPaused = ref(false)
  /** Whether the last attempt had no answer and the next one has to wait. */
  const isWaiting = ref(false)
  /** Why it paused by itself. */
  const failure = shallowRef<unknown>()
  let isStopped = false
  let wake: () => void = () => undefined

  async function whenRunning(): Promise<void> {
    while (isPaused.value && !isStopped) await new Promise<void>((resolve) => { wake = resolve })
    if (isStopped) throw new StoppedError()
  }

  const once = <T>(call: () => Promise<T>) => withRetry(async () => {
    await whenRunning()
    try {
      const answer = await call()
      isWaiting.value = false
      return answer
    } catch (error) {
      isWaiting.value = !isFinal(error)
      throw error
    }
  })

  /** @throws ApiError when what was sent is refused; StoppedError. */
  async function send<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await once(call)
      } catch (error) {
        if (isFinal(error) || error instanceof StoppedError) throw error
        isWaiting.value = false
        failure.value = error
        isPaused.value = true
      }
    }
  }

  function resume(): void {
    failure.value = undefined
    isPaused.value = false
    wake()
  }

  function stop(): void {
    isStopped = true
    wake()
  }

  return { isPaused, isWaiting, failure, send, pause: () => { isPaused.value = true }, resume, stop }
}
