import { onMounted, onScopeDispose } from 'vue'

/** Milliseconds between two loads while the page is visible. */
const pollingInterval = 30_000

/** Loads on mount, then regularly while the page is visible, and at once when it is looked at or online again. */
export function usePolling(load: () => Promise<void>) {
  const loadIfVisible = () => { if (document.visibilityState === 'visible') void load() }
  let timer: ReturnType<typeof setInterval>
  onMounted(() => {
    void load()
    timer = setInterval(loadIfVisible, pollingInterval)
    document.addEventListener('visibilitychange', loadIfVisible)
    addEventListener('focus', loadIfVisible)
    addEventListener('online', loadIfVisible)
  })
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', loadIfVisible)
    removeEventListener('focus', loadIfVisible)
    removeEventListener('online', loadIfVisible)
  })
}
