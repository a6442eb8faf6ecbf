import { computed, shallowRef, watch } from 'vue'
import { unwrap, useApi } from '../../../api/client'
import type { LiveStreamDetails } from '../../../api/types'

type Show = Pick<LiveStreamDetails, 'streamId' | 'title' | 'startedAt'>

/** Shows to choose from; older ones are found by their address. */
const limit = 200

const latestFirst = (one: Show, other: Show) => (other.startedAt ?? '').localeCompare(one.startedAt ?? '')

const readShow = (id: string) => unwrap(useApi().GET('/livestreams/{id}', { params: { path: { id } } }))

/** The titles of these shows by their ids, as far as they are loaded and still there. */
export function useShowTitles(ids: () => readonly string[]) {
  const titles = shallowRef<ReadonlyMap<string, string>>(new Map())
  watch(() => ids().join(), async () => {
    const missing = [...new Set(ids())].filter((id) => !titles.value.has(id))
    const found = await Promise.all(missing.map((id) => readShow(id).catch(() => undefined)))
    titles.value = new Map([...titles.value, ...found.flatMap((show) => (show ? [[show.streamId, show.title] as const] : []))])
  }, { immediate: true })
  return titles
}

/**
 * The shows in which orders can have been made, latest first.
 * @param wanted The id of one that has to be among them.
 */
export function useShows(wanted: () => string | undefined) {
  const shows = shallowRef<readonly Show[]>([])
  const titles = useShowTitles(() => [wanted()].filter((id) => id !== undefined))

  async function load(): Promise<void> {
    const read = (status: 'live' | 'ended') => unwrap(useApi().GET('/livestreams', { params: { query: { status, limit } } }))
    const [live, ended] = await Promise.all([read('live'), read('ended')])
    shows.value = [...live.items, ...ended.items].toSorted(latestFirst)
  }
  // Without the list the show that is wanted can still be unchosen.
  void load().catch(() => undefined)

  return computed<readonly Show[]>(() => {
    const id = wanted()
    if (!id || shows.value.some(({ streamId }) => streamId === id)) return shows.value
    return [...shows.value, { streamId: id, title: titles.value.get(id) ?? id, startedAt: null }]
  })
}
