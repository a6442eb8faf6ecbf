import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr'
import type { HubAddress } from '../api/types'

/** The part of a SignalR connection that is used here. */
export interface Hub {
  readonly connectionId: string | null
  start(): Promise<void>
  stop(): Promise<void>
  on(message: string, handler: (argument: never) => void): void
  onclose(handler: () => void): void
}

/** A new connection to where the stream's negotiate call said. */
export function signalRHub({ url, accessToken }: HubAddress): Hub {
  return new HubConnectionBuilder()
    .withUrl(url, {
      accessTokenFactory: () => accessToken,
      transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling,
      timeout: 15_000,
      // Cookies across origins would need a stricter CORS answer and nothing here reads one.
      withCredentials: false,
    })
    .configureLogging(LogLevel.None)
    .build()
}
