import { shallowRef } from 'vue'
import { answer, useApi } from '../../api/client'
import type { LiveStreamChange } from '../../api/types'

/** How many changes are kept at hand, and how many are read at the beginning. */
const kept = 30
const atFirst = 8

/** The newest changes of a stream, newest last. */
export function useJournal(onNew: (changes: LiveStreamChange[]) => void) {
  const changes = shallowRef<LiveStreamChange[]>([])
  let streamId = ''
  let wanted = 0
  let reading = false

  const known = () => changes.value.at(-1)?.version

  async function readOn(): Promise<void> {
    const id = streamId
    const first = known() === undefined
    const after = known() ?? Math.max(0, wanted - atFirst)
    const { items } = await answer(useApi().GET('/livestreams/{id}/changes', { params: { path: { id }, query: { after, limit: 200 } } }))
    if (id !== streamId || !items.length) return
    changes.value = [...changes.value, ...items].slice(-kept)
    if (!first) onNew(items)
  }

  /** Reads until the version is there. What cannot be read now comes with the next change. */
  async function readTo(id: string, version: number): Promise<void> {
    if (id !== streamId) {
      streamId = id
      changes.value = []
      wanted = 0
    }
    wanted = Math.max(wanted, version)
    if (reading) return
    reading = true
    try {
      let before: number | undefined = -1
      while ((known() ?? 0) < wanted && known() !== before) {
        before = known()
        await readOn()
      }
    } catch {
      // The page is whole without it.
    } finally {
      reading = false
    }
  }

  return { changes, readTo }
}
