import { errorOf, result, unwrap, type Api } from '../api/client'
import { ApiError } from '../api/problem'
import { observeServerTime } from '../api/serverClock'
import type { HubAddress, LiveStreamState } from '../api/types'
import { maxBackoff } from './backoff'

/** The HTTP calls of a watching client. All reject with ApiError or NetworkError. */
export interface LiveStreamApi {
  /** Returns where to connect. */
  negotiate(): Promise<HubAddress>
  /** Resolves once the connection is in the stream's group. */
  join(connectionId: string): Promise<void>
  /** The public state, or undefined when `version` is still the newest. */
  snapshot(version: number | undefined): Promise<LiveStreamState | undefined>
}

/** A gateway's 429 may come without a Retry-After, or with one that CORS hides from the page. */
const withDefaultRetryAfter = (error: unknown): unknown =>
  error instanceof ApiError && error.status === 429 && error.retryAfter === undefined
    ? new ApiError(error.status, error.slug, error.detail, { ...error, retryAfter: maxBackoff })
    : error

const rethrow = (error: unknown): never => {
  throw withDefaultRetryAfter(error)
}

export function liveStreamApi(api: Api, streamId: string): LiveStreamApi {
  const path = { id: streamId }
  const cache = 'no-store'

  return {
    async negotiate() {
      const sentAt = Date.now()
      const address: HubAddress = await unwrap(api.POST('/livestreams/{id}/negotiate', { params: { path }, cache })).catch(rethrow)
      // In milliseconds, where the Date header counts seconds.
      observeServerTime(Date.parse(address.now), sentAt, Date.now(), 1)
      return address
    },

    async join(connectionId) {
      const call = api.POST('/livestreams/{id}/viewers', { params: { path }, body: { connectionId }, cache })
      const answered = await result(call)
      if (answered.response.status !== 202) rethrow(errorOf(answered))
    },

    async snapshot(version) {
      const header = version === undefined ? {} : { 'If-None-Match': `"${version}"` }
      const answered = await result(api.GET('/livestreams/{id}/pinned-products', { params: { path, header }, cache }))
      if (answered.response.status === 304) return undefined
      return answered.data ?? rethrow(errorOf(answered))
    },
  }
}
