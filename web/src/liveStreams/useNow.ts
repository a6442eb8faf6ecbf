import { onScopeDispose, ref } from 'vue'
import { serverNow } from '../api/serverClock'

/** The current time by the server's clock in milliseconds, updated every second. */
export function useNow() {
  const now = ref(serverNow())
  const timer = setInterval(() => { now.value = serverNow() }, 1_000)
  onScopeDispose(() => { clearInterval(timer) })
  return now
}
