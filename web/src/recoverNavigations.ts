import { readonly, ref, type Ref } from 'vue'
import type { RouteLocationNormalized, Router } from 'vue-router'
import { waitOrWake, type Subscribe } from './api/wait'

/** Navigations whose page could not be loaded, as one sees them. */
export interface NavigationRecovery {
  /** Whether the page asked for is still missing. */
  failed: Readonly<Ref<boolean>>
  /** Tries now instead of after the rest of the interval. */
  retry(): void
}

export interface Browser {
  /** Whether the server answers for this page. */
  isReachable(href: string): Promise<boolean>
  /** Loads the page anew, unless that was done for this page and build already. */
  reloadOnce(href: string): boolean
  onOnline: Subscribe
}

/** Milliseconds until a page that could not be loaded is tried again; the last repeats. */
const retryDelays = [2_000, 4_000, 8_000, 15_000]
const reachableTimeout = 8_000
const reloadedKey = 'liveshop.reloaded'

/**
 * Tries again when the scripts of a page could not be loaded: as soon as the browser is online again, after a while, or
 * when asked to. Where the server answers and the scripts are gone, as after a deployment, the page is loaded anew.
 */
export function recoverNavigations(router: Router, browser: Browser = thisBrowser): NavigationRecovery {
  const failed = ref(false)
  let wanted: RouteLocationNormalized | undefined
  let wake: () => void = () => undefined
  const onRetry: Subscribe = (handler) => {
    wake = handler
    return () => undefined
  }

  const load = (to: RouteLocationNormalized) => router.replace(to.fullPath).then(() => true, () => false)

  async function recover(to: RouteLocationNormalized): Promise<void> {
    for (let attempt = 0; wanted === to; attempt++) {
      const { href } = router.resolve(to)
      if (await browser.isReachable(href) && wanted === to) {
        if (await load(to) || browser.reloadOnce(href)) return
      }
      const delay = retryDelays[Math.min(attempt, retryDelays.length - 1)] ?? 0
      await waitOrWake(delay, { on: [browser.onOnline, onRetry] })
    }
  }

  router.onError((_error, to) => {
    failed.value = true
    if (wanted?.fullPath === to.fullPath) return
    wanted = to
    void recover(to)
  })
  router.afterEach((_to, _from, failure) => {
    if (failure) return
    failed.value = false
    wanted = undefined
  })
  return { failed: readonly(failed), retry: () => { wake() } }
}

const thisBrowser: Browser = {
  async isReachable(href) {
    const request = { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(reachableTimeout) } as const
    return fetch(href, request).then((response) => response.ok, () => false)
  },
  reloadOnce(href) {
    const reloaded = `${import.meta.url} ${href}`
    try {
      if (sessionStorage.getItem(reloadedKey) === reloaded) return false
      sessionStorage.setItem(reloadedKey, reloaded)
    } catch {
      // Without storage nothing would stop the page from loading itself anew for ever.
      return false
    }
    // Assigning an address that differs in its fragment alone would load nothing.
    history.replaceState(history.state, '', href)
    location.reload()
    return true
  },
  onOnline(handler) {
    addEventListener('online', handler)
    return () => { removeEventListener('online', handler) }
  },
}
