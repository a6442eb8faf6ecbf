import { retryAfter } from '../api/retryAfter'
import type { HubAddress, LiveStreamState } from '../api/types'
import { longest } from './backoff'

/** The HTTP calls a watching client needs. All reject when they fail. */
export interface LiveStreamHttp {
  /** Where to connect. */
  negotiate(): Promise<HubAddress>
  /** Resolves once the connection is in the stream's group. */
  join(connectionId: string): Promise<void>
  /** The public state, or undefined when it still has the version held. */
  snapshot(heldVersion: number | undefined): Promise<LiveStreamState | undefined>
}

/** Nothing answered, as opposed to an answer that refuses. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** The server answers, and asks to be left alone for so many milliseconds. */
export class ComeLater extends Error {
  override readonly name = 'ComeLater'

  constructor(message: string, readonly pause: number) {
    super(message)
  }
}

const answerWithin = 15_000

/** A 429 from elsewhere may not let the page read for how long. */
function refusal(what: string, answer: Response): Error {
  const message = `${what} was answered with ${answer.status}.`
  const pause = retryAfter(answer) ?? (answer.status === 429 ? longest : undefined)
  return pause === undefined ? new Error(message) : new ComeLater(message, pause)
}

export function liveStreamHttp(baseUrl: string, streamId: string, fetcher: typeof fetch = fetch): LiveStreamHttp {
  const stream = `${baseUrl}/api/livestreams/${encodeURIComponent(streamId)}`

  const ask = (path: string, init: RequestInit) =>
    fetcher(stream + path, { ...init, cache: 'no-store', signal: AbortSignal.timeout(answerWithin) }).catch(
      (cause: unknown) => {
        throw new Unreachable('The server did not answer.', { cause })
      },
    )

  return {
    async negotiate() {
      const answer = await ask('/negotiate', { method: 'POST' })
      if (!answer.ok) throw refusal('Negotiating', answer)
      return (await answer.json()) as HubAddress
    },

    async join(connectionId) {
      const answer = await ask('/viewers', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ connectionId }),
      })
      if (answer.status !== 202) throw refusal('Joining the stream', answer)
    },

    async snapshot(heldVersion) {
      const headers: HeadersInit = heldVersion === undefined ? {} : { 'If-None-Match': `"${heldVersion}"` }
      const answer = await ask('/pinned-products', { headers })
      if (answer.status === 304) return undefined
      if (!answer.ok) throw refusal('The stream’s state', answer)
      return (await answer.json()) as LiveStreamState
    },
  }
}
