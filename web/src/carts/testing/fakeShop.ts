import type { Cart, Money } from '../../api/types'
import type { Order } from '../../orders/types'
import { order, orderLine, unpaid } from '../../orders/testing/order'
import { availabilityOf, piecesLeft } from '../../products/stock'
import { itemIdOf, type ChosenProduct } from '../cartChange'

/** Counts the carts of all shops, so that what one test left running does not read the cart of another. */
let cartsMade = 0
const shipping = { amount: 490, currency: 'EUR' }

/** The cart API behind a `fetch` that can lose responses. Products and variants are known by the id of their cart item. */
export class FakeShop {
  calls: string[] = []
  /** Number of responses that are lost after the server has processed the request. */
  loseResponses = 0
  /** While it is set, every request is answered with this status. */
  failsWith: number | undefined
  readonly orders: Order[] = []
  /** The idempotency key of each checkout, also of those that were refused. */
  readonly checkouts: string[] = []
  /** The lines of a placed order stay in its cart, as until the feed has taken them out. */
  keepsOrderedLines = false
  private readonly ordersByKey = new Map<string, Order>()
  private refusals: Response[] = []
  /** The Retry-After of these responses in seconds. */
  retryAfter: number | undefined
  private readonly products: Map<string, ChosenProduct>
  private readonly carts = new Map<string, Map<string, number>>()
  private readonly keys = new Set<string>()

  constructor(products: ChosenProduct[]) {
    this.products = new Map(products.map((product) => [itemIdOf(product), product]))
  }

  /** Removes a product from the shop; carts keep its line. */
  removeProduct(itemId: string): void {
    this.products.delete(itemId)
  }

  setStock(itemId: string, stock: number): void {
    const product = this.products.get(itemId)
    if (product) this.products.set(itemId, { ...product, ...availabilityOf(stock) })
  }

  setPrice(itemId: string, price: Money): void {
    const product = this.products.get(itemId)
    if (product) this.products.set(itemId, { ...product, price })
  }

  refuseNext(status: number, slug: string, more: object): void {
    this.refusals.push(problem(status, slug, more))
  }

  fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const request = input as Request
    const path = new URL(request.url).pathname
    this.calls.push(`${request.method} ${path}`)
    if (path.endsWith('/checkout')) this.checkouts.push(request.headers.get('idempotency-key') ?? '')
    const refusal = this.refusals.shift()
    if (refusal) return refusal
    if (this.failsWith) return this.fail(this.failsWith)
    const answer = this.handle(request, path, request.body ? await request.text() : '')
    if (this.loseResponses-- > 0) throw new TypeError('Failed to fetch')
    return answer
  }

  private fail(status: number): Response {
    const answer = problem(status, '')
    if (this.retryAfter !== undefined) answer.headers.set('retry-after', String(this.retryAfter))
    return answer
  }

  private handle({ method, headers }: Request, path: string, body: string): Response {
    if (method === 'POST' && path === '/api/carts') return this.begin()
    const [, , , id = '', , pathItemId] = path.split('/')
    const cart = this.carts.get(id)
    if (!cart) return problem(404, 'not-found')
    if (method === 'GET') return Response.json(this.cart(id))
    if (path.endsWith('/checkout')) return this.checkOut(id, headers.get('idempotency-key') ?? '', JSON.parse(body) as { expectedTotal: Money; payment?: string })

    const given = body ? (JSON.parse(body) as { productId?: string; variantId?: string; quantity: number }) : { quantity: 0 }
    const itemId = pathItemId ?? itemIdOf({ id: given.productId ?? '', name: '', variantId: given.variantId ?? null })
    const product = this.products.get(itemId)
    if (!product && method === 'DELETE') cart.delete(itemId)
    if (!product) return method === 'DELETE' ? Response.json(this.cart(id)) : problem(404, 'not-found')

    const key = headers.get('idempotency-key')
    if (key && this.keys.has(id + key)) return Response.json(this.cart(id))
    const wanted = method === 'POST' ? (cart.get(itemId) ?? 0) + given.quantity : given.quantity
    if (wanted > piecesLeft(product)) return problem(409, 'out-of-stock', { available: piecesLeft(product) })
    if (key) this.keys.add(id + key)
    if (wanted > 0) cart.set(itemId, wanted)
    else cart.delete(itemId)
    return Response.json(this.cart(id))
  }

  private begin(): Response {
    const id = `cart-${++cartsMade}`
    this.carts.set(id, new Map())
    return Response.json(this.cart(id), { status: 201 })
  }

  private checkOut(id: string, key: string, { expectedTotal, payment }: { expectedTotal: Money; payment?: string }): Response {
    const earlier = this.ordersByKey.get(key)
    if (earlier) return Response.json({ order: earlier, orderKey: `key of ${key}` })
    const cart = this.cart(id)
    const lines = cart.items.map(({ itemId, quantity, product }) => ({ itemId, quantity, left: product ? piecesLeft(product) : 0 }))
    const refuse = (slug: string, current: object) => problem(409, slug, { current })
    if (!lines.length) return refuse('cart-empty', cart)
    if (expectedTotal.amount !== (cart.totals[0]?.amount ?? 0) + shipping.amount) return refuse('price-changed', cart)
    if (lines.some(({ quantity, left }) => left < quantity)) {
      return refuse('out-of-stock', { orderId: '0f', lines: lines.map(({ left, ...line }) => ({ ...line, available: Number.isFinite(left) ? left : null })) })
    }
    const placed = order({ lines: lines.map(({ itemId, quantity }) => orderLine({ itemId, quantity })) })
    if (payment === 'stripe') Object.assign(placed, unpaid)
    this.orders.push(placed)
    this.ordersByKey.set(key, placed)
    if (!this.keepsOrderedLines && placed.status === 'placed') this.carts.set(id, new Map())
    return Response.json({ order: placed, orderKey: `key of ${key}` }, { status: 201 })
  }

  private cart(id: string): Cart {
    const items = [...(this.carts.get(id) ?? [])].map(([itemId, quantity]) => {
      const { variantId = null, optionValues = [], ...card } = this.products.get(itemId) ?? {}
      return { itemId, productId: itemId.split('.')[0] ?? '', variantId, quantity, available: null, optionValues, product: 'id' in card ? card : null }
    })
    const totals = new Map<string, number>()
    for (const { product, quantity } of items)
      if (product)
        totals.set(product.price.currency, (totals.get(product.price.currency) ?? 0) + product.price.amount * quantity)
    const sums = [...totals].map(([currency, amount]) => ({ amount, currency }))
    const sum = sums.length === 1 ? sums[0] : undefined
    return { id, items, totals: sums, shipping: sum ? shipping : null, total: sum ? { ...sum, amount: sum.amount + shipping.amount } : null }
  }
}

function problem(status: number, slug: string, more: object = {}): Response {
  return Response.json(
    { type: `urn:liveshop:problem:${slug}`, title: slug, status, ...more },
    { status, headers: { 'content-type': 'application/problem+json' } },
  )
}
