import type { Problem } from './types'

const slugPrefix = 'urn:liveshop:problem:'

interface ProblemDetails {
  /** Sentences by field, of a failed validation. */
  errors?: Readonly<Record<string, string[]>> | undefined
  /** The stream or product as it is now, where the caller's version was out of date. */
  current?: unknown
  /** Pieces left, of `out-of-stock`. */
  available?: number | undefined
  /** The version of the change that stands against an undo, of `overtaken`. */
  version?: number | undefined
  traceId?: string | undefined
  /** Milliseconds of the response's Retry-After. */
  retryAfter?: number | undefined
}

/** The server answered with an error (RFC 9457). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  declare readonly errors: Readonly<Record<string, string[]>>
  declare readonly current: unknown
  declare readonly available: number | undefined
  declare readonly version: number | undefined
  declare readonly traceId: string | undefined
  declare readonly retryAfter: number | undefined

  constructor(
    readonly status: number,
    /** The last part of the problem's `type`, e.g. `out-of-stock`. */
    readonly slug: string,
    /** The server's explanation for people. */
    readonly detail: string,
    details: ProblemDetails = {},
  ) {
    super(detail || `The server answered with ${status}.`)
    Object.assign(this, { errors: {} }, details)
  }
}

/** No response: no network, no server, or a timeout. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
}

export function toApiError(status: number, body: unknown, retryAfter?: number): ApiError {
  // A proxy may answer with an HTML page instead of a problem document.
  const problem: Partial<Problem> = typeof body === 'object' && body !== null ? body : {}
  const { type, title, detail, errors, current, available, version, traceId } = problem
  const slug = type?.startsWith(slugPrefix) ? type.slice(slugPrefix.length) : ''
  return new ApiError(status, slug, detail ?? title ?? '', {
    ...(errors && { errors }),
    current,
    available,
    version,
    traceId,
    retryAfter,
  })
}
