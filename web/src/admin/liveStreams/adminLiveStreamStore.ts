import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { errorOf, result, useApi } from '../../api/client'
import type { LiveStreamChange, LiveStreamDetails } from '../../api/types'
import { useLiveStreamStore } from '../../liveStreams/liveStreamStore'
import { isNewer, restoreConfirmation, restoreDetector } from '../../realtime/byVersion'
import { useSessionStore } from '../session/sessionStore'
import { useCommandQueue } from './commandQueue'
import { describeChange, isBySystem } from './describeChange'
import { useJournal } from './journal'
import { refusalMessage } from './refusalMessage'
import { useToasts } from './toasts'
import { usePinnedStock } from './usePinnedStock'
import { useChangeUndo } from './useChangeUndo'

/** Milliseconds until a stream that could not be read is read again. */
const retryDelay = 2_000

async function readIfOther({ streamId: id, version }: LiveStreamDetails): Promise<LiveStreamDetails | undefined> {
  const params = { path: { id }, header: { 'If-None-Match': `"${version}-admin"` } }
  const answered = await result(useApi().GET('/livestreams/{id}', { params }))
  if (answered.response.status === 304) return undefined
  if (!answered.data) throw errorOf(answered)
  return answered.data
}

/** The stream as the admin sees and changes it, beside `liveStreamStore`, which holds what has reached the customers. */
export const useAdminLiveStreamStore = defineStore('adminLiveStream', () => {
  const customers = useLiveStreamStore()
  const session = useSessionStore()
  const toasts = useToasts()
  const queue = useCommandQueue((command, error) => {
    toasts.add({ tone: 'refused', text: refusalMessage(command, error, undo.describe), ...about(command.product?.id) })
    void read()
    void readStock()
  }, () => void read(), (command) => {
    if (command.inverse) undo.add(command.inverse, command.by)
  })
  let restores = restoreDetector()
  const journal = useJournal(showOthersChanges)
  const streamId = ref<string>()
  const { confirmed, pending, shown } = queue
  const describe = (change: LiveStreamChange, self: string | undefined) =>
    confirmed.value && describeChange(change, journal.changes.value, confirmed.value, self).text
  const undo = useChangeUndo(queue.run, toasts, () => journal.changes.value, describe)
  const stock = usePinnedStock(() => pending.value)
  const readStock = () => stock.read(shown.value?.pinnedProducts ?? [])

  let reading = false
  let retryTimer: ReturnType<typeof setTimeout> | undefined

  const about = (productId: string | undefined) => (productId ? { productId } : {})

  /** The page does not know the stream's version after its own change of a product, so the author tells. */
  const isOwn = ({ version, action, byId }: LiveStreamChange) =>
    queue.ownVersions.has(version) || (action === 'product-refreshed' && byId === session.subject)

  function showOthersChanges(changes: LiveStreamChange[]): void {
    const stream = confirmed.value
    if (!stream) return
    for (const change of changes) {
      if (isBySystem(change) ? change.action !== 'product-unpinned' : isOwn(change)) undo.addChange(change)
      else {
        const { productId, text } = describeChange(change, changes, stream, session.subject)
        toasts.add({ tone: 'other', text, ...about(productId) })
      }
    }
  }

  function open(id: string): void {
    close()
    streamId.value = id
    customers.open(id)
  }

  function close(): void {
    clearTimeout(retryTimer)
    queue.reset()
    undo.reset()
    stock.forget()
    restores = restoreDetector()
    journal.close()
    toasts.clear()
    streamId.value = undefined
    customers.close()
  }

  function applyServerState(stream: LiveStreamDetails | undefined): void {
    if (stream && stream.streamId === streamId.value) queue.applyServerState(stream)
  }

  /** Applies the stream after this admin's own edit of its details. */
  function applyOwnEdit(stream: LiveStreamDetails): void {
    queue.ownVersions.add(stream.version)
    applyServerState(stream)
  }

  /** The version that only customers have; none while a command is pending, whose answer brings the newest one. */
  const missingVersion = computed(() => {
    const isBehind = confirmed.value && !pending.value.length && isNewer(customers.state, confirmed.value)
    return isBehind ? customers.state?.version : undefined
  })

  /** Whether customers have had an older version for so long that the admin's may not exist any more. */
  const isAhead = computed(() => !pending.value.length && isNewer(confirmed.value, customers.state) && customers.connection === 'live')

  /** Takes whatever version is read next, because versions went back when a backup was restored. */
  function restart(): void {
    restores = restoreDetector()
    queue.restart()
    undo.reset()
    stock.forget()
    void readStock()
    journal.close()
  }

  function readLater(delay: number, isNeeded = () => true): void {
    clearTimeout(retryTimer)
    retryTimer = setTimeout(() => { if (isNeeded()) void read() }, delay)
  }

  /**
   * Reads the stream if it has another version, and repeats that while the admin's is behind the customers', or while a
   * lower version has to be confirmed.
   */
  async function read(): Promise<void> {
    const held = confirmed.value
    if (!held || reading) return
    clearTimeout(retryTimer)
    reading = true
    const sentAt = performance.now()
    const answer = await readIfOther(held).then((stream) => ({ stream }), () => undefined)
    reading = false
    if (answer && streamId.value === held.streamId && restores.isRestored(held, answer.stream, sentAt)) restart()
    applyServerState(answer?.stream)
    if (restores.suspects) readLater(restoreConfirmation)
    else if (missingVersion.value) readLater(answer?.stream ? 0 : retryDelay)
  }

  watch(missingVersion, (version) => { if (version) void read() })
  watch(isAhead, (ahead) => {
    if (ahead) readLater(restoreConfirmation, () => isAhead.value)
  })
  watch(() => customers.restores, () => {
    restart()
    void read()
  })
  watch(() => customers.details, applyServerState)
  // The hub does not tell of hidden pins, so they may have changed while it was disconnected.
  watch(() => customers.connection, (connection) => { if (connection === 'live') void read() })
  watch(() => confirmed.value?.version, (version) => {
    if (version && streamId.value) void journal.readTo(streamId.value, version)
  })

  /** Reads what was missed while the session had ended. */
  function resume(): void {
    if (confirmed.value) void read()
    else void customers.refresh()
  }

  const undoLast = () => undo.go('undo')
  const redoLast = () => undo.go('redo')

  return {
    streamId, shown, confirmed, pending,
    toasts: toasts.toasts, dismiss: toasts.dismiss, holdToasts: toasts.hold, changes: journal.changes,
    open, close, resume, applyServerState, applyOwnEdit, run: undo.run, undoLast, redoLast,
    stockOf: stock.stockOf, learnStock: stock.learn, readStock,
  }
})
