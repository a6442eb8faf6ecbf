import { shallowRef } from 'vue'
import { answer, useApi } from '../../api/client'
import type { LiveStreamChange } from '../../api/types'

/** How many changes are kept at hand, and how many from before are read at the beginning. */
const kept = 30
const fromBefore = 8

/** The newest changes of a stream, newest last. `onNew` hears of those made since it was opened. */
export function useJournal(onNew: (changes: LiveStreamChange[]) => void) {
  const changes = shallowRef<LiveStreamChange[]>([])
  let streamId = ''
  let openedAt = 0
  let read = 0
  let wanted = 0
  let reading = false

  function open(id: string, version: number): void {
    streamId = id
    openedAt = wanted = version
    read = Math.max(0, version - fromBefore)
    changes.value = []
  }

  /** False when there is nothing further to read. */
  async function readOn(): Promise<boolean> {
    const id = streamId
    const query = { after: read, limit: 200 }
    const page = await answer(useApi().GET('/livestreams/{id}/changes', { params: { path: { id }, query } }))
    if (id !== streamId) return true
    // Changes that the page does not show yet are told when it does: only then are their products known.
    const items = page.items.filter((change) => change.version <= wanted)
    const newest = items.at(-1)
    if (!newest) return false
    read = newest.version
    changes.value = [...changes.value, ...items].slice(-kept)
    onNew(items.filter((change) => change.version > openedAt))
    return true
  }

  /** Reads until the version is there. What cannot be read now comes with the next change. */
  async function readTo(id: string, version: number): Promise<void> {
    if (id !== streamId) open(id, version)
    wanted = Math.max(wanted, version)
    if (reading) return
    reading = true
    try {
      while (read < wanted && (await readOn())) { /* on to the next page */ }
    } catch {
      // The page is whole without it.
    } finally {
      reading = false
    }
  }

  /** The stream is left: what happens until it is opened again is no news then. */
  function close(): void {
    open('', 0)
  }

  return { changes, readTo, close }
}
