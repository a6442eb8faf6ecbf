import { once } from 'node:events'
import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/**
 * What happens to a request. `refuse`: the connection is closed at once. `drop`: the server gets it, its answer is lost.
 * `hold`: the answer is kept back until it is complete, as a proxy that buffers does. A number is answered as the status.
 */
export type Fault = 'pass' | 'refuse' | 'drop' | 'hold' | number

export interface ProxiedRequest {
  method: string
  path: string
  /** It asks for a WebSocket. */
  upgrade: boolean
  /** It asks for server-sent events. */
  events: boolean
}

/** A proxy on this machine in front of the shop, which does to each request what the test says. */
export class FaultyProxy {
  readonly requests: ProxiedRequest[] = []
  private readonly server: Server
  private readonly sockets = new Set<Duplex>()

  private constructor(
    private readonly target: URL,
    private readonly fault: (request: ProxiedRequest) => Fault,
    private readonly prefix: string,
  ) {
    this.server = createServer((request, response) => { this.handle(request, response) })
    this.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => { this.upgrade(request, socket, head) })
    this.server.on('connection', (socket: Socket) => { this.track(socket) })
  }

  /** @param prefix A path such as `/shop`, which is taken off what is asked for and named in X-Forwarded-Prefix. */
  static async start(target: string, fault: (request: ProxiedRequest) => Fault, prefix = ''): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(new URL(target), fault, prefix)
    proxy.server.listen(0, '127.0.0.1')
    await once(proxy.server, 'listening')
    return proxy
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  stop(): void {
    for (const socket of this.sockets) socket.destroy()
    this.server.close()
  }

  private track(socket: Duplex): void {
    this.sockets.add(socket)
    socket.once('close', () => this.sockets.delete(socket))
    socket.on('error', () => { socket.destroy() })
  }

  private pathAtServer = (url = '/'): string => (this.prefix && url.startsWith(this.prefix) ? url.slice(this.prefix.length) || '/' : url)

  private faultFor(request: IncomingMessage, upgrade: boolean): Fault {
    const asked = {
      method: request.method ?? '',
      path: new URL(request.url ?? '/', this.target).pathname,
      upgrade,
      events: request.headers.accept?.includes('text/event-stream') ?? false,
    }
    this.requests.push(asked)
    return this.fault(asked)
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    const fault = this.faultFor(request, false)
    if (fault === 'refuse') request.socket.destroy()
    else if (typeof fault === 'number') response.writeHead(fault).end()
    else this.forward(request, response, fault)
  }

  private forward(request: IncomingMessage, response: ServerResponse, fault: 'pass' | 'drop' | 'hold'): void {
    const { hostname, port } = this.target
    const { method } = request
    const path = this.pathAtServer(request.url)
    const headers = { ...request.headers, ...(this.prefix && { 'x-forwarded-prefix': this.prefix }) }
    const forwarded = forward({ hostname, port, method, path, headers }, (answer) => {
      if (fault === 'drop') {
        answer.resume()
        request.socket.destroy()
      } else if (fault === 'hold') {
        const held: Buffer[] = []
        answer.on('data', (chunk: Buffer) => held.push(chunk))
        answer.on('end', () => response.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(held)))
        answer.on('error', () => response.destroy())
      } else {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        response.flushHeaders()
        answer.pipe(response)
        answer.on('error', () => response.destroy())
      }
    })
    forwarded.on('error', () => response.destroy())
    response.on('close', () => forwarded.destroy())
    request.pipe(forwarded)
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const fault = this.faultFor(request, true)
    if (fault !== 'pass') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const server = connect(Number(this.target.port), this.target.hostname, () => {
      const headers = request.rawHeaders.flatMap((name, index, all) => (index % 2 ? [] : [`${name}: ${all[index + 1] ?? ''}`]))
      if (this.prefix) headers.push(`X-Forwarded-Prefix: ${this.prefix}`)
      server.write(`${request.method ?? 'GET'} ${this.pathAtServer(request.url)} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)
      server.write(head)
      server.pipe(socket).pipe(server)
    })
    this.track(server)
    socket.once('close', () => { server.destroy() })
    server.once('close', () => { socket.destroy() })
  }
}
