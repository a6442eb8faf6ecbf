import { shallowRef } from 'vue'
import { unwrap, useApi } from '../../api/client'
import type { LiveStreamChange } from '../../api/types'

/** Changes kept in memory, and how many of those made before the stream was opened are read. */
const maxChanges = 30
const changesBeforeOpening = 8

/** The newest changes of a stream, newest last. `onNew` gets those made since it was opened. */
export function useJournal(onNew: (changes: LiveStreamChange[]) => void) {
  const changes = shallowRef<LiveStreamChange[]>([])
  let streamId = ''
  let openedAt = 0
  let readVersion = 0
  let targetVersion = 0
  let reading = false

  function open(id: string, version: number): void {
    streamId = id
    openedAt = targetVersion = version
    readVersion = Math.max(0, version - changesBeforeOpening)
    changes.value = []
  }

  /** Returns false when there is nothing further to read. */
  async function readPage(): Promise<boolean> {
    const id = streamId
    const query = { after: readVersion, limit: 200 }
    const page = await unwrap(useApi().GET('/livestreams/{id}/changes', { params: { path: { id }, query } }))
    if (id !== streamId) return true
    // A later change names products that the page does not have yet, so it waits until the page shows it.
    const items = page.items.filter((change) => change.version <= targetVersion)
    const last = items.at(-1)
    if (!last) return false
    readVersion = last.version
    changes.value = [...changes.value, ...items].slice(-maxChanges)
    onNew(items.filter((change) => change.version > openedAt))
    return true
  }

  /** Reads up to a version. After a failure the next change reads the rest. */
  async function readTo(id: string, version: number): Promise<void> {
    if (id !== streamId) open(id, version)
    targetVersion = Math.max(targetVersion, version)
    if (reading) return
    reading = true
    try {
      while (readVersion < targetVersion && (await readPage())) { /* next page */ }
    } catch {
      // The page works without the journal.
    } finally {
      reading = false
    }
  }

  /** Closes the journal: changes made until the stream is opened again are not new then. */
  function close(): void {
    open('', 0)
  }

  return { changes, readTo, close }
}
