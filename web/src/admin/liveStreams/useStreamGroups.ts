import { computed, ref, shallowRef } from 'vue'
import { unwrap, useApi } from '../../api/client'
import type { LiveStreamDetails, LiveStreamStatus } from '../../api/types'
import { soonestFirst } from '../../liveStreams/soonestFirst'
import { usePolling } from '../../ui/usePolling'

const pageSize = 50

interface Group {
  streams: LiveStreamDetails[]
  next: string | undefined
}

const statuses = ['live', 'scheduled', 'ended'] as const satisfies LiveStreamStatus[]

async function page(status: LiveStreamStatus, continuationToken?: string): Promise<Group> {
  const query = { status, limit: pageSize, ...(continuationToken && { continuationToken }) }
  const { items, continuationToken: next } = await unwrap(useApi().GET('/livestreams', { params: { query } }))
  return { streams: items, next: next ?? undefined }
}

/** As many pages as hold the streams shown, so that reading them again does not fold the list up. */
async function pages(status: LiveStreamStatus, shown: number): Promise<Group> {
  const group = await page(status)
  while (group.next && group.streams.length < shown) {
    const { streams, next } = await page(status, group.next)
    group.streams.push(...streams)
    group.next = next
  }
  return group
}

const latestFirst = (one: LiveStreamDetails, other: LiveStreamDetails) =>
  (other.endedAt ?? '').localeCompare(one.endedAt ?? '')

/** All streams grouped by status, polled while the page is visible. */
export function useStreamGroups() {
  const groups = shallowRef<Record<LiveStreamStatus, Group>>()
  const failed = ref(false)

  async function load(): Promise<void> {
    const before = groups.value
    const again = (status: LiveStreamStatus) => pages(status, before?.[status].streams.length ?? 0)
    try {
      const [live, scheduled, ended] = await Promise.all([again('live'), again('scheduled'), again('ended')])
      // A list that was extended meanwhile stays until the next poll.
      if (groups.value === before) groups.value = { live, scheduled, ended }
      failed.value = false
    } catch {
      // A list that was loaded before stays.
      failed.value = !groups.value
    }
  }

  async function more(status: LiveStreamStatus): Promise<void> {
    const current = groups.value
    if (!current?.[status].next) return
    const found = await page(status, current[status].next).catch(() => undefined)
    // After a poll meanwhile the next page may begin elsewhere.
    if (!found || groups.value !== current) return
    groups.value = { ...current, [status]: { streams: [...current[status].streams, ...found.streams], next: found.next } }
  }

  usePolling(load)

  const shown = computed(() =>
    statuses.flatMap((status) => {
      const group = groups.value?.[status]
      if (!group?.streams.length) return []
      const order = status === 'scheduled' ? soonestFirst : latestFirst
      return [{ status, streams: group.streams.toSorted(order), hasMore: !!group.next }]
    }),
  )
  return { groups: shown, loading: computed(() => !groups.value && !failed.value), failed, load, more }
}
