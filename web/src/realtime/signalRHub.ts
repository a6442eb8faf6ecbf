import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr'
import type { HubAddress } from '../api/types'
import type { Hub } from './hub'
import type { Transport } from './transports'

const transportTypes: Record<Transport, HttpTransportType> = {
  webSockets: HttpTransportType.WebSockets,
  serverSentEvents: HttpTransportType.ServerSentEvents,
  longPolling: HttpTransportType.LongPolling,
}

/**
 * Creates a connection to the address that negotiate returned. It has one transport, because SignalR tries another only
 * when one cannot be opened, and not when its handshake is never answered.
 */
export function signalRHub({ url, accessToken }: HubAddress, transport: Transport): Hub {
  return new HubConnectionBuilder()
    .withUrl(url, {
      accessTokenFactory: () => accessToken,
      transport: transportTypes[transport],
      timeout: 15_000,
      // The hub needs no cookies, and credentials across origins would need a stricter CORS answer.
      withCredentials: false,
    })
    .configureLogging(LogLevel.None)
    .build()
}
