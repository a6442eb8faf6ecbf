import { onScopeDispose, readonly, ref } from 'vue'

/** The current time in milliseconds, updated every second. */
export function useNow() {
  const now = ref(Date.now())
  const timer = setInterval(() => { now.value = Date.now() }, 1_000)
  onScopeDispose(() => { clearInterval(timer) })
  return readonly(now)
}
