import type { Problem } from './types'

const slugPrefix = 'urn:liveshop:problem:'

/** The server answered, and refused (RFC 9457). */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    readonly status: number,
    /** What went wrong, for code: the last part of the problem's `type`, e.g. `out-of-stock`. */
    readonly slug: string,
    /** What went wrong, for people, in the server's words. */
    readonly detail: string,
    /** Sentences by field, of a failed validation. */
    readonly errors: Readonly<Record<string, string[]>> = {},
    /** The stream or product as it is now, where the caller's was out of date. */
    readonly current?: unknown,
    /** What is left, of `out-of-stock`. */
    readonly available?: number,
    readonly traceId?: string,
    /** Milliseconds for which the server asks to be left alone. */
    readonly retryAfter?: number,
  ) {
    super(detail)
  }
}

/** Nothing answered: no network, no server, or no answer in time. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
}

export function toApiError(status: number, body: unknown, retryAfter?: number): ApiError {
  // A proxy in between may answer with a page of its own.
  const problem: Partial<Problem> = typeof body === 'object' && body !== null ? body : {}
  return new ApiError(
    status,
    problem.type?.startsWith(slugPrefix) ? problem.type.slice(slugPrefix.length) : '',
    problem.detail ?? problem.title ?? '',
    problem.errors ?? {},
    problem.current,
    problem.available,
    problem.traceId,
    retryAfter,
  )
}
