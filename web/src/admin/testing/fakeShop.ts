import type { LiveStreamChange, LiveStreamDetails, Product } from '../../api/types'
import { cardOf } from '../../products/card'
import { product as card, productOf, stream as details } from '../../testing'
import { pinOf, withAllHidden, withCard, withFeatured, withoutPin, withPin, withPinActive, withStatus } from '../liveStreams/pins'
import { journalEntry, problem, withOrder } from './journalEntry'


export { problem }
/** The API for one stream and some products behind a `fetch`, with versions, If-Match and a journal. */
export class FakeShop {
  stream: LiveStreamDetails
  /** When changes are made. */
  at = '2026-11-22T10:06:00Z'
  /** The stream before each version. */
  private readonly before = new Map<number, LiveStreamDetails>()
  readonly products: Map<string, Product>
  readonly changes: LiveStreamChange[] = []
  calls: string[] = []
  private refusals: Response[] = []
  private lost = 0
  private lostAnswers = 0
  /** By idempotency key. */
  private readonly created = new Map<string, { made: LiveStreamDetails | Product; body: string }>()
  private gate: Promise<void> = Promise.resolve()

  constructor(productIds: string[], pinned: string[] = [], given: Partial<LiveStreamDetails> = {}) {
    this.products = new Map(productIds.map((id) => [id, productOf(card(id))]))
    this.stream = details([], given)
    for (const id of pinned) this.stream = withPin(this.stream, this.card(id))
  }

  /** Makes a change in the name of an admin. */
  as(
    by: string, action: LiveStreamChange['action'], change: (stream: LiveStreamDetails) => LiveStreamDetails, productId?: string, undoes: number | null = null,
  ): void {
    const before = this.stream
    this.before.set(before.version + 1, before)
    const version = before.version + 1
    this.stream = { ...change(before), version }
    this.changes.push(journalEntry(before, { version, at: this.at, by, action, productId, undoes },
      action === 'product-refreshed' && productId ? this.card(productId) : null))
  }

  pinAs(by: string, id: string, place?: number): void {
    this.as(by, 'product-pinned', (stream) => withPin(stream, this.card(id), place), id)
  }

  refuseNext(status: number, slug: string, more: object = {}): void {
    this.refusals.push(problem(status, slug, more))
  }

  loseNext(): void {
    this.lost++
  }

  /** Carries the next request out without answering it. */
  loseNextAnswer(): void {
    this.lostAnswers++
  }

  /** Delays all responses until the returned function is called. */
  hold(): () => void {
    let release: () => void = () => undefined
    this.gate = new Promise((resolve) => { release = resolve })
    return release
  }

  card(id: string) {
    return cardOf(this.products.get(id) as Product)
  }

  fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const request = input as Request
    const { pathname, search, searchParams } = new URL(request.url)
    const body = request.body ? ((await request.json()) as Record<string, unknown>) : {}
    const path = pathname.replace('/api', '')
    this.calls.push(`${request.method} ${path}${search}`)
    await this.gate
    if (this.lost > 0 && this.lost--) throw new TypeError('Failed to fetch')
    const answer = this.refusals.shift() ?? this.answer(request, path, searchParams, body)
    if (this.lostAnswers > 0 && this.lostAnswers--) throw new TypeError('Failed to fetch')
    return answer
  }

  private answer({ method, headers }: Request, path: string, query: URLSearchParams, body: Record<string, unknown>): Response {
    const ifMatch = headers.get('if-match')
    const [, area, , part, last] = path.split('/')
    if (method === 'POST' && (path === '/livestreams' || path === '/products')) return this.create(path, headers.get('idempotency-key') ?? '', body)
    if (area === 'products') return this.answerProducts(method, path.split('/')[2], ifMatch, query, body)
    if (part === 'changes') return Response.json({ items: this.changes.filter((change) => change.version > Number(query.get('after'))) })
    if (method === 'GET') {
      const isSame = headers.get('if-none-match') === `"${this.stream.version}-admin"`
      return isSame ? new Response(null, { status: 304 }) : Response.json(this.stream)
    }
    if (ifMatch && ifMatch !== `"${this.stream.version}"`) return problem(412, 'version-mismatch', { current: this.stream })
    return this.command(`${method} ${part ?? ''}`, last ?? '', body)
  }

  private create(path: string, key: string, body: Record<string, unknown>): Response {
    const known = this.created.get(key)
    if (known) {
      const current = 'streamId' in known.made ? this.stream : this.products.get(known.made.id)
      if (known.body !== JSON.stringify(body)) return problem(422, 'idempotency-key-reused', { current })
      return Response.json(current, { status: 201 })
    }
    if (path === '/livestreams') {
      if (body.id === this.stream.streamId) return problem(409, 'already-exists')
      this.stream = details([], { ...body, streamId: String(body.id), version: 1, status: 'scheduled', pinnedProducts: [] })
      this.created.set(key, { made: this.stream, body: JSON.stringify(body) })
      return Response.json(this.stream, { status: 201 })
    }
    const id = `product-${this.products.size}`
    const product = { ...productOf(card(id)), ...body, id, version: 1 } as Product
    this.products.set(id, product)
    this.created.set(key, { made: product, body: JSON.stringify(body) })
    return Response.json(product, { status: 201 })
  }

  private command(what: string, productId: string, body: Record<string, unknown>): Response {
    switch (what) {
      case 'POST pin-product': this.pinAs('ann', String(body.productId), body.displayOrder as number | undefined); break
      case 'DELETE pinned-products': this.as('ann', 'product-unpinned', (stream) => withoutPin(stream, productId), productId); break
      case 'PATCH pinned-products':
        if (!pinOf(this.stream, productId)) return problem(404, 'not-found')
        this.as('ann', body.isActive ? 'product-shown' : 'product-hidden', (stream) => withPinActive(stream, productId, !!body.isActive), productId)
        break
      case 'PUT pinned-products': this.as('ann', 'products-reordered', (stream) => withOrder(stream, body.productIds as string[])); break
      case 'POST feature': this.as('ann', 'product-featured', (stream) => withFeatured(stream, String(body.productId)), String(body.productId)); break
      case 'POST hide-all': this.as('ann', 'products-hidden', withAllHidden); break
      case 'POST undo': {
        const { action, version, productId: id } = this.changes.find((change) => change.version === body.version) as LiveStreamChange
        this.as('ann', action, () => this.before.get(version) as LiveStreamDetails, id ?? undefined, version)
        break
      }
      case 'POST start': this.as('ann', 'started', (stream) => withStatus(stream, 'live')); break
      case 'POST stop': this.as('ann', 'stopped', (stream) => withStatus(stream, 'ended')); break
      case 'PATCH ': this.as('ann', 'edited', (stream) => ({ ...stream, ...body })); break
    }
    return Response.json(this.stream)
  }

  private answerProducts(method: string, id: string | undefined, ifMatch: string | null, query: URLSearchParams, body: Record<string, unknown>): Response {
    if (!id) {
      const ids = query.get('ids')?.split(',')
      if (ids) return Response.json({ items: ids.flatMap((known) => this.products.get(known) ?? []), continuationToken: null })
      const search = query.get('search')?.toLowerCase() ?? ''
      return Response.json({ items: [...this.products.values()].filter(({ name }) => name.toLowerCase().includes(search)), continuationToken: null })
    }
    const current = this.products.get(id)
    if (!current) return problem(404, 'not-found')
    if (method === 'GET') return Response.json(current)
    if (ifMatch && ifMatch !== `"${current.version}"`) return problem(412, 'version-mismatch', { current: current })
    if (typeof body.stockChange === 'number') this.change(id, { stock: (current.stock ?? 0) + body.stockChange })
    else this.change(id, body.stock ? { ...body, stock: (body.stock as { to: number | null }).to } : body)
    return Response.json(this.products.get(id))
  }

  /** Changes a product, and its card in the stream as the change feed does. */
  change(id: string, given: Partial<Product>, by = 'ann'): void {
    const current = this.products.get(id) as Product
    this.products.set(id, { ...current, ...given, version: current.version + 1 })
    this.as(by, 'product-refreshed', (stream) => withCard(stream, id, this.card(id)), id)
  }
}
