import { computed, ref, shallowRef } from 'vue'
import { unwrap, useApi } from '../api/client'
import type { LiveStreamDetails, LiveStreamStatus } from '../api/types'
import { usePolling } from '../ui/usePolling'
import { soonestFirst } from './soonestFirst'

const pageSize = 200
/** Pages of the API's list that are read, so that tonight's stream is not cut off before the streams are sorted. */
const maxPages = 5
/** Scheduled streams shown at first, and added by each press of "Show more". */
const step = 24

async function list(status: LiveStreamStatus): Promise<LiveStreamDetails[]> {
  const streams: LiveStreamDetails[] = []
  let continuationToken: string | null | undefined
  for (let page = 0; page < maxPages; page++) {
    const query = { status, limit: pageSize, ...(continuationToken ? { continuationToken } : {}) }
    const answer = await unwrap(useApi().GET('/livestreams', { params: { query } }))
    streams.push(...answer.items)
    continuationToken = answer.continuationToken
    if (!continuationToken) break
  }
  return streams
}

/** The live and the scheduled streams, polled while the page is visible. */
export function useStreamList() {
  const live = shallowRef<LiveStreamDetails[]>([])
  const scheduled = shallowRef<LiveStreamDetails[]>([])
  /** Not reset by a load: what was unfolded stays. */
  const limit = ref(step)
  const coming = computed(() => scheduled.value.slice(0, limit.value))
  const hasMore = computed(() => scheduled.value.length > limit.value)
  const showMore = () => { limit.value += step }
  const state = ref<'loading' | 'ready' | 'failed'>('loading')

  async function load(): Promise<void> {
    try {
      const [nowLive, planned] = await Promise.all([list('live'), list('scheduled')])
      live.value = nowLive
      scheduled.value = planned.toSorted(soonestFirst)
      state.value = 'ready'
    } catch {
      // A list that was loaded before stays.
      if (state.value === 'loading') state.value = 'failed'
    }
  }

  usePolling(load)

  const empty = computed(() => state.value === 'ready' && !live.value.length && !scheduled.value.length)
  return { live, coming, hasMore, showMore, state, empty, load }
}
