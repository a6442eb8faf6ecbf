import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { useApi } from '../../api/client'
import { toApiError } from '../../api/problem'
import type { LiveStreamChange, LiveStreamDetails } from '../../api/types'
import { useLivestreamStore } from '../../livestreams/livestreamStore'
import { pin, unpin, type Command } from './commands'
import type { AdminMessages } from '../i18n'
import { useCommandQueue } from './commandQueue'
import { bySystem, describeChange } from './describeChange'
import { useJournal } from './journal'
import { useNotes } from './notes'
import { pinOf } from './pins'
import { refusalOf } from './refusals'

/** Milliseconds until a stream that could not be read is read again. */
const readAgainAfter = 2_000

async function readIfNewer(id: string, version: number): Promise<LiveStreamDetails | undefined> {
  const { data, error, response } = await useApi().GET('/livestreams/{id}', {
    params: { path: { id }, header: { 'If-None-Match': `"${version}"` } },
  })
  if (response.status === 304) return undefined
  if (!data) throw toApiError(response.status, error)
  return data
}

/** What the admin sees of a stream. `livestreamStore` beside it is what customers see, and says when there is news. */
export const useAdminLivestreamStore = defineStore('adminLivestream', () => {
  const customers = useLivestreamStore()
  const notes = useNotes()
  const queue = useCommandQueue((command, error) => {
    notes.add({ tone: 'refused', say: refusalOf(command, error), ...about(command.product?.id) })
    void read()
  })
  const journal = useJournal(tellOthers)
  const streamId = ref<string>()
  const { confirmed, pending, shown } = queue

  let reading = false
  let readingAgain: ReturnType<typeof setTimeout> | undefined

  const about = (productId: string | undefined) => (productId ? { productId } : {})

  function tellOthers(changes: LiveStreamChange[]): void {
    const stream = confirmed.value
    if (!stream) return
    for (const change of changes) {
      if (bySystem(change) ? change.action !== 'product-unpinned' : queue.own.has(change.version)) continue
      const { productId, say } = describeChange(change, changes, stream)
      notes.add({ tone: 'other', say, ...about(productId) })
    }
  }

  function open(id: string): void {
    close()
    streamId.value = id
    customers.open(id)
  }

  function close(): void {
    clearTimeout(readingAgain)
    queue.reset()
    journal.close()
    notes.clear()
    streamId.value = undefined
    customers.close()
  }

  const isBehind = () => (customers.state?.version ?? 0) > (confirmed.value?.version ?? Infinity)

  /** Reads the stream if there is a newer version than the one held. */
  async function read(): Promise<void> {
    const held = confirmed.value
    if (!held || reading) return
    clearTimeout(readingAgain)
    reading = true
    try {
      take(await readIfNewer(held.streamId, held.version))
    } catch {
      // Below, or with the next connection.
    } finally {
      reading = false
    }
    if (isBehind()) readingAgain = setTimeout(readNews, readAgainAfter)
  }

  /** While a command is under way its answer brings the newest state anyway. */
  function readNews(): void {
    if (isBehind() && !pending.value.length) void read()
  }

  function take(stream: LiveStreamDetails | undefined): void {
    if (stream && stream.streamId === streamId.value) queue.take(stream)
  }

  watch([() => customers.state?.version, () => confirmed.value?.version, pending], readNews)
  watch(() => customers.details, take)
  // Hidden pins may have changed while nobody told.
  watch(() => customers.connection, (connection) => { if (connection === 'live') void read() })
  watch(() => confirmed.value?.version, (version) => {
    if (version && streamId.value) void journal.readTo(streamId.value, version)
  })

  /** Unpins, and offers to pin it again where it was: in the middle of a show nobody has time for a question. */
  async function unpinWithUndo(productId: string): Promise<void> {
    const was = shown.value && pinOf(shown.value, productId)
    if (!was) return
    await queue.run(unpin(was.product))
    if (!confirmed.value || pinOf(confirmed.value, productId)) return
    const undo = () => { void queue.run(pin(was.product, was.displayOrder)) }
    const say = (m: AdminMessages) => m.done.unpinned(was.product.name)
    // Pinned again it would be seen: a hidden one stays away.
    notes.add({ tone: 'done', productId, say, ...(was.isActive && { undo }) })
  }

  /** After a new sign-in. */
  function resume(): void {
    if (confirmed.value) void read()
    else void customers.reread()
  }

  const run = (command: Command) => queue.run(command)

  return {
    streamId, shown, confirmed, pending,
    notes: notes.notes, dismiss: notes.dismiss, holdNotes: notes.hold, changes: journal.changes,
    open, close, resume, learn: take, run, unpinWithUndo,
  }
})
