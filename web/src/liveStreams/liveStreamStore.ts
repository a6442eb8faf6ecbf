import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { apiBaseUrl, unwrap, useApi } from '../api/client'
import { ApiError } from '../api/problem'
import type { LiveStreamDetails, LiveStreamState } from '../api/types'
import { watch, type ConnectionStatus, type LiveStreamWatch } from '../realtime'
import { newest } from '../realtime/byVersion'
import { mayChangeDetails } from './changes'
import { publicState } from './publicState'

/** `unknown`: no such stream. `unreachable`: no response yet; the connection keeps trying and recovers by itself. */
export type StreamPhase = 'loading' | 'ready' | 'unknown' | 'unreachable'

/** Milliseconds over which customers spread the reading of changed details. */
const refreshJitter = 1_000

/** What customers see of the open stream, on both their page and the admin's. */
export const useLiveStreamStore = defineStore('liveStream', () => {
  const streamId = ref<string>()
  const phase = ref<StreamPhase>('loading')
  const connection = ref<ConnectionStatus>('connecting')
  /** The public state, pushed by the hub; its version never decreases. */
  const state = shallowRef<LiveStreamState>()
  /** The whole stream, read by HTTP; an admin's also has the hidden pins. Its version never decreases. */
  const details = shallowRef<LiveStreamDetails>()

  const pins = computed(() => state.value?.pinnedProducts ?? [])
  const status = computed(() => state.value?.status)
  const title = computed(() => state.value?.title ?? '')

  let watching: LiveStreamWatch | undefined
  let refreshTimer: ReturnType<typeof setTimeout> | undefined

  function open(id: string): void {
    close()
    streamId.value = id
    let joined = false
    void refresh()
    watching = watch(apiBaseUrl(), id, {
      onState: show,
      onStatus: (next) => { connection.value = next },
      onJoined: () => {
        if (!details.value) void refresh()
        else if (joined) scheduleRefresh()
        joined = true
      },
    })
  }

  function close(): void {
    watching?.stop()
    watching = undefined
    clearTimeout(refreshTimer)
    streamId.value = state.value = details.value = undefined
    phase.value = 'loading'
    connection.value = 'connecting'
  }

  function show(next: LiveStreamState): void {
    const before = state.value
    state.value = next
    if (phase.value !== 'unknown') phase.value = 'ready'
    if (before && mayChangeDetails(before, next)) scheduleRefresh()
  }

  /** Applies a stream that was read by HTTP, as far as it is newer. */
  function applyServerState(stream: LiveStreamDetails): void {
    if (stream.streamId !== streamId.value) return
    details.value = newest(details.value, stream)
    watching?.applyServerState(publicState(stream))
  }

  function scheduleRefresh(): void {
    clearTimeout(refreshTimer)
    refreshTimer = setTimeout(() => void refresh(), Math.random() * refreshJitter)
  }

  /** Reads the details again; a failure leaves the page as it is. */
  async function refresh(): Promise<void> {
    const id = streamId.value
    if (!id) return
    try {
      applyServerState(await unwrap(useApi().GET('/livestreams/{id}', { params: { path: { id } } })))
    } catch (error) {
      if (id !== streamId.value || state.value) return
      const unknown = error instanceof ApiError && (error.status === 404 || error.status === 400)
      phase.value = unknown ? 'unknown' : 'unreachable'
      if (unknown) watching?.stop()
    }
  }

  return { streamId, phase, connection, state, details, pins, status, title, open, close, applyServerState, refresh }
})
