import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr'

/** The part of a SignalR connection that is used here. */
export interface Hub {
  readonly connectionId: string | null
  start(): Promise<void>
  stop(): Promise<void>
  on(message: string, handler: (argument: never) => void): void
  onclose(handler: () => void): void
}

/** A new connection to a stream; its own negotiate call says where the SignalR service is. */
export function signalRHub(baseUrl: string, streamId: string): Hub {
  return new HubConnectionBuilder()
    .withUrl(`${baseUrl}/api/livestreams/${encodeURIComponent(streamId)}`, {
      transport: HttpTransportType.WebSockets | HttpTransportType.ServerSentEvents | HttpTransportType.LongPolling,
      timeout: 15_000,
      // Cookies across origins would need a stricter CORS answer and nothing here reads one.
      withCredentials: false,
    })
    .configureLogging(LogLevel.None)
    .build()
}
