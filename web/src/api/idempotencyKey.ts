import { ApiError } from './problem'

/** A key for one request: the server carries it out once, however often it is sent. 128 random bits; `crypto.randomUUID` would need HTTPS. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What an earlier request with the same key, whose answer was lost, created from other values; undefined for any other error. */
export const createdBefore = <T>(error: unknown): T | undefined =>
  error instanceof ApiError && error.slug === 'idempotency-key-reused' && error.current ? (error.current as T) : undefined
