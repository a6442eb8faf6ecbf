import { computed, ref, shallowRef } from 'vue'
import { unwrap, useApi } from '../api/client'
import type { LiveStreamDetails, LiveStreamStatus } from '../api/types'
import { usePolling } from '../ui/usePolling'
import { soonestFirst } from './soonestFirst'

const pageSize = 200

const list = async (status: LiveStreamStatus) =>
  (await unwrap(useApi().GET('/livestreams', { params: { query: { status, limit: pageSize } } }))).items

/** The live and the scheduled streams, polled while the page is visible. */
export function useStreamList() {
  const live = shallowRef<LiveStreamDetails[]>([])
  const coming = shallowRef<LiveStreamDetails[]>([])
  const state = ref<'loading' | 'ready' | 'failed'>('loading')

  async function load(): Promise<void> {
    try {
      const [nowLive, scheduled] = await Promise.all([list('live'), list('scheduled')])
      live.value = nowLive
      coming.value = scheduled.toSorted(soonestFirst)
      state.value = 'ready'
    } catch {
      // A list that was loaded before stays.
      if (state.value === 'loading') state.value = 'failed'
    }
  }

  usePolling(load)

  const empty = computed(() => state.value === 'ready' && !live.value.length && !coming.value.length)
  return { live, coming, state, empty, load }
}
