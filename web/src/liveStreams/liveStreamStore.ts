import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { apiBaseUrl, snapshotInterval, unwrap, useApi } from '../api/client'
import { ApiError } from '../api/problem'
import type { LiveStreamDetails, LiveStreamState } from '../api/types'
import { watch, type ConnectionStatus, type LiveStreamWatch } from '../realtime'
import { newest } from '../realtime/byVersion'
import { publicState } from './publicState'

/** `unknown`: no such stream. `unreachable`: no response yet; the connection keeps trying and recovers by itself. */
export type StreamPhase = 'loading' | 'ready' | 'unknown' | 'unreachable'

/** Milliseconds over which customers spread the reading of changed details, and between attempts to read them. */
const refreshJitter = 1_000
const refreshRetry = 5_000

/** What customers see of the open stream, on both their page and the admin's. */
export const useLiveStreamStore = defineStore('liveStream', () => {
  const streamId = ref<string>()
  const phase = ref<StreamPhase>('loading')
  const connection = ref<ConnectionStatus>('connecting')
  /** The public state; its version decreases only when the stream was restored from a backup. */
  const state = shallowRef<LiveStreamState>()
  /** The whole stream, read by HTTP; an admin's also has the hidden pins. Its version decreases with the state's. */
  const details = shallowRef<LiveStreamDetails>()
  /** How often the open stream's version went back. */
  const restores = ref(0)

  const pins = computed(() => state.value?.pinnedProducts ?? [])
  const status = computed(() => state.value?.status)
  const title = computed(() => state.value?.title ?? '')

  let watching: LiveStreamWatch | undefined
  let refreshTimer: ReturnType<typeof setTimeout> | undefined
  /** The version that the details must at least have. */
  let wantedDetails = 0
  /** The stream whose details are being read. */
  let reading: string | undefined

  const hasDetails = () => details.value !== undefined && details.value.version >= wantedDetails

  function open(id: string): void {
    close()
    streamId.value = id
    let joined = false
    void refresh()
    watching = watch(apiBaseUrl(), id, {
      longestInterval: snapshotInterval(),
      onState: show,
      onStatus: (next) => {
        connection.value = next
        if (next === 'polling' && !hasDetails()) void refresh()
      },
      onJoined: () => {
        if (!hasDetails()) void refresh()
        else if (joined) scheduleRefresh()
        joined = true
      },
    })
  }

  function close(): void {
    watching?.stop()
    watching = undefined
    clearTimeout(refreshTimer)
    wantedDetails = 0
    reading = undefined
    streamId.value = state.value = details.value = undefined
    phase.value = 'loading'
    connection.value = 'connecting'
  }

  function show(next: LiveStreamState): void {
    const before = state.value
    state.value = next
    if (phase.value !== 'unknown') phase.value = 'ready'
    if (before && next.version < before.version) restore(next)
    else wantedDetails = Math.max(wantedDetails, next.detailsVersion)
    if (details.value && !hasDetails()) scheduleRefresh()
  }

  /** Keeps the details on the page until those of the restored stream replace them. */
  function restore({ version }: LiveStreamState): void {
    if (details.value) details.value = { ...details.value, version: 0 }
    wantedDetails = version
    restores.value++
  }

  /** Applies a stream that was read by HTTP, as far as it is newer. */
  function applyServerState(stream: LiveStreamDetails): void {
    if (stream.streamId !== streamId.value) return
    details.value = newest(details.value, stream)
    watching?.applyServerState(publicState(stream))
  }

  function scheduleRefresh(delay = Math.random() * refreshJitter): void {
    clearTimeout(refreshTimer)
    refreshTimer = setTimeout(() => void refresh(), delay)
  }

  /** Reads the details; a failure leaves the page as it is, and is followed by another attempt while they are out of date. */
  async function refresh(): Promise<void> {
    const id = streamId.value
    if (!id || reading === id) return
    let retryAfter = refreshJitter
    reading = id
    try {
      applyServerState(await unwrap(useApi().GET('/livestreams/{id}', { params: { path: { id } } })))
    } catch (error) {
      if (id !== streamId.value) return
      retryAfter = refreshRetry
      const unknown = error instanceof ApiError && (error.status === 404 || error.status === 400)
      if (!state.value) phase.value = unknown ? 'unknown' : 'unreachable'
      if (unknown && !state.value) {
        watching?.stop()
        return
      }
    } finally {
      if (reading === id) reading = undefined
    }
    if (id === streamId.value && !hasDetails()) scheduleRefresh(retryAfter * (1 + Math.random()))
  }

  return { streamId, phase, connection, state, details, restores, pins, status, title, open, close, applyServerState, refresh }
})
