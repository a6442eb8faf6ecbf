import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { answer, apiBaseUrl, useApi } from '../api/client'
import { ApiError } from '../api/problem'
import type { LiveStreamDetails, LiveStreamState } from '../api/types'
import { watch, type ConnectionStatus, type LiveStreamWatch } from '../realtime'
import { mayHideDetails } from './changes'
import { publicState } from './publicState'

/** `unknown`: no such stream. `unreachable`: no answer yet; the connection keeps trying and heals it. */
export type StreamPhase = 'loading' | 'ready' | 'unknown' | 'unreachable'

/** Longest wait in milliseconds before details are read again, so that not all customers do at once. */
const spread = 1_000

/** The single source of truth of both pages about the stream on show. */
export const useLivestreamStore = defineStore('livestream', () => {
  const streamId = ref<string>()
  const phase = ref<StreamPhase>('loading')
  const connection = ref<ConnectionStatus>('connecting')
  /** What customers see; its version never falls. */
  const state = shallowRef<LiveStreamState>()
  /** The stream as the caller may see it, an admin with the inactive pins; read by HTTP. */
  const details = shallowRef<LiveStreamDetails>()

  const pins = computed(() => state.value?.pinnedProducts ?? [])
  const status = computed(() => state.value?.status)
  const title = computed(() => state.value?.title ?? '')

  let watching: LiveStreamWatch | undefined
  let rereading: ReturnType<typeof setTimeout> | undefined

  function open(id: string): void {
    close()
    streamId.value = id
    let joined = false
    void reread()
    watching = watch(apiBaseUrl(), id, {
      onState: apply,
      onStatus: (next) => { connection.value = next },
      onJoined: () => {
        if (!details.value) void reread()
        else if (joined) rereadSoon()
        joined = true
      },
    })
  }

  function close(): void {
    watching?.stop()
    watching = undefined
    clearTimeout(rereading)
    streamId.value = state.value = details.value = undefined
    phase.value = 'loading'
    connection.value = 'connecting'
  }

  function apply(next: LiveStreamState): void {
    const before = state.value
    state.value = next
    if (phase.value !== 'unknown') phase.value = 'ready'
    if (before && mayHideDetails(before, next)) rereadSoon()
  }

  /** A stream learnt from a call's answer, such as the admin's state after a command. */
  function take(stream: LiveStreamDetails): void {
    if (stream.streamId !== streamId.value) return
    if (!details.value || stream.version >= details.value.version) details.value = stream
    watching?.offer(publicState(stream))
  }

  function rereadSoon(): void {
    clearTimeout(rereading)
    rereading = setTimeout(() => void reread(), Math.random() * spread)
  }

  /** Reads the details again; a failure leaves what is on show as it is. */
  async function reread(): Promise<void> {
    const id = streamId.value
    if (!id) return
    try {
      take(await answer(useApi().GET('/livestreams/{id}', { params: { path: { id } } })))
    } catch (error) {
      if (id !== streamId.value || state.value) return
      const unknown = error instanceof ApiError && (error.status === 404 || error.status === 400)
      phase.value = unknown ? 'unknown' : 'unreachable'
      if (unknown) watching?.stop()
    }
  }

  return { streamId, phase, connection, state, details, pins, status, title, open, close, take, reread }
})
