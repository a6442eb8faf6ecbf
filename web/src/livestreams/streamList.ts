import { computed, onMounted, onScopeDispose, ref, shallowRef } from 'vue'
import { answer, useApi } from '../api/client'
import type { LiveStreamDetails, LiveStreamStatus } from '../api/types'

/** Milliseconds between two looks at what is on, while somebody sees the page. */
const lookEvery = 30_000
const pageSize = 200

/** A newly made stream may have no date yet: it comes after those that have one. */
const byDate = (one: LiveStreamDetails, other: LiveStreamDetails) =>
  (one.scheduledFor ?? '9999').localeCompare(other.scheduledFor ?? '9999')

const list = async (status: LiveStreamStatus) =>
  (await answer(useApi().GET('/livestreams', { params: { query: { status, limit: pageSize } } }))).items

/** The live and the coming streams, kept up to date while the page is seen. */
export function useStreamList() {
  const live = shallowRef<LiveStreamDetails[]>([])
  const coming = shallowRef<LiveStreamDetails[]>([])
  const state = ref<'loading' | 'ready' | 'failed'>('loading')

  async function load(): Promise<void> {
    try {
      const [nowLive, scheduled] = await Promise.all([list('live'), list('scheduled')])
      live.value = nowLive
      coming.value = scheduled.toSorted(byDate)
      state.value = 'ready'
    } catch {
      // What was there before is better than nothing.
      if (state.value === 'loading') state.value = 'failed'
    }
  }

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

  const empty = computed(() => state.value === 'ready' && !live.value.length && !coming.value.length)
  return { live, coming, state, empty, load }
}
