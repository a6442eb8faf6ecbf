import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr'
import type { HubAddress } from '../api/types'

/** The part of SignalR's HubConnection that is used here. */
export interface Hub {
  readonly connectionId: string | null
  start(): Promise<void>
  stop(): Promise<void>
  on(message: string, handler: (argument: never) => void): void
  onclose(handler: () => void): void
}

/** Creates a connection to the address that negotiate returned. */
export function signalRHub({ url, accessToken }: HubAddress): Hub {
  return new HubConnectionBuilder()
    .withUrl(url, {
      accessTokenFactory: () => accessToken,
      transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling,
      timeout: 15_000,
      // The hub needs no cookies, and credentials across origins would need a stricter CORS answer.
      withCredentials: false,
    })
    .configureLogging(LogLevel.None)
    .build()
}
