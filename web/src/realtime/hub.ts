import type { HubAddress } from '../api/types'
import type { Transport } from './transports'

/** The part of SignalR's HubConnection that is used here. */
export interface Hub {
  readonly connectionId: string | null
  start(): Promise<void>
  stop(): Promise<void>
  on(message: string, handler: (argument: never) => void): void
  onclose(handler: () => void): void
}

/** Creates a connection, not yet started, for each attempt. */
export type HubFactory = (address: HubAddress, transport: Transport) => Hub | Promise<Hub>

/** Whether the connection failed before its transport was tried. */
export const isNegotiationFailure = (error: unknown): boolean =>
  error instanceof Error && 'errorType' in error && error.errorType === 'FailedToNegotiateWithServerError'
