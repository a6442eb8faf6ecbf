import { onMounted, onScopeDispose } from 'vue'

/**
 * Loads on mount, then regularly while the page is visible, and at once when it becomes visible, focused or online again.
 * @param interval In milliseconds.
 */
export function usePolling(load: () => Promise<void>, interval = 30_000) {
  const loadIfVisible = () => { if (document.visibilityState === 'visible') void load() }
  // The browser's way back may restore the page as it was left.
  const loadIfRestored = ({ persisted }: PageTransitionEvent) => { if (persisted) void load() }
  let timer: ReturnType<typeof setInterval>
  onMounted(() => {
    void load()
    timer = setInterval(loadIfVisible, interval)
    document.addEventListener('visibilitychange', loadIfVisible)
    addEventListener('focus', loadIfVisible)
    addEventListener('online', loadIfVisible)
    addEventListener('pageshow', loadIfRestored)
  })
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', loadIfVisible)
    removeEventListener('focus', loadIfVisible)
    removeEventListener('online', loadIfVisible)
    removeEventListener('pageshow', loadIfRestored)
  })
}
