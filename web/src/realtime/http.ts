import type { LiveStreamState } from '../api/types'

/** The two HTTP calls a watching client needs besides negotiate. Both reject when they fail. */
export interface LiveStreamHttp {
  /** Resolves once the connection is in the stream's group. */
  join(connectionId: string): Promise<void>
  /** The public state, or undefined when it still has the version held. */
  snapshot(heldVersion: number | undefined): Promise<LiveStreamState | undefined>
}

/** Nothing answered, as opposed to an answer that refuses. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

const answerWithin = 15_000

export function liveStreamHttp(baseUrl: string, streamId: string, fetcher: typeof fetch = fetch): LiveStreamHttp {
  const stream = `${baseUrl}/api/livestreams/${encodeURIComponent(streamId)}`

  const ask = (path: string, init: RequestInit) =>
    fetcher(stream + path, { ...init, cache: 'no-store', signal: AbortSignal.timeout(answerWithin) }).catch(
      (cause: unknown) => {
        throw new Unreachable('The server did not answer.', { cause })
      },
    )

  return {
    async join(connectionId) {
      const answer = await ask('/viewers', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ connectionId }),
      })
      if (answer.status !== 202) throw new Error(`Joining the stream was answered with ${answer.status}.`)
    },

    async snapshot(heldVersion) {
      const headers: HeadersInit = heldVersion === undefined ? {} : { 'If-None-Match': `"${heldVersion}"` }
      const answer = await ask('/pinned-products', { headers })
      if (answer.status === 304) return undefined
      if (!answer.ok) throw new Error(`The stream's state was answered with ${answer.status}.`)
      return (await answer.json()) as LiveStreamState
    },
  }
}
