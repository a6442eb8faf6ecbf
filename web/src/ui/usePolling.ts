import { onMounted, onScopeDispose } from 'vue'

/** Milliseconds between two looks, while somebody sees the page. */
const lookEvery = 30_000

/** Loads at the start, then now and then while the page is seen, and at once when it is seen again or back online. */
export function usePolling(load: () => Promise<void>) {
  const look = () => { if (document.visibilityState === 'visible') void load() }
  let timer: ReturnType<typeof setInterval>
  onMounted(() => {
    void load()
    timer = setInterval(look, lookEvery)
    document.addEventListener('visibilitychange', look)
    addEventListener('online', look)
  })
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
    removeEventListener('online', look)
  })
}
