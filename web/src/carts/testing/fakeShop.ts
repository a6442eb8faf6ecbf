import type { Cart, ProductCard } from '../../api/types'

/** The cart API behind a `fetch` that can lose responses. */
export class FakeShop {
  calls: string[] = []
  /** Number of responses that are lost after the server has processed the request. */
  loseResponses = 0
  /** While it is set, every request is answered with this status. */
  failsWith: number | undefined
  /** The Retry-After of these responses in seconds. */
  retryAfter: number | undefined
  private readonly products: Map<string, ProductCard>
  private readonly carts = new Map<string, Map<string, number>>()
  private readonly keys = new Set<string>()

  constructor(products: ProductCard[]) {
    this.products = new Map(products.map((product) => [product.id, product]))
  }

  /** Removes a product from the shop; carts keep its line. */
  removeProduct(productId: string): void {
    this.products.delete(productId)
  }

  setStock(productId: string, stock: number): void {
    const product = this.products.get(productId)
    if (product) this.products.set(productId, { ...product, stock })
  }

  fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const request = input as Request
    const path = new URL(request.url).pathname
    this.calls.push(`${request.method} ${path}`)
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
    const [, , , id = '', , productId] = path.split('/')
    const cart = this.carts.get(id)
    if (!cart) return problem(404, 'not-found')
    if (method === 'GET') return Response.json(this.cart(id))

    const given = body ? (JSON.parse(body) as { productId?: string; quantity: number }) : { quantity: 0 }
    const product = this.products.get(productId ?? given.productId ?? '')
    if (!product && method === 'DELETE') cart.delete(productId ?? '')
    if (!product) return method === 'DELETE' ? Response.json(this.cart(id)) : problem(404, 'not-found')

    const key = headers.get('idempotency-key')
    if (key && this.keys.has(id + key)) return Response.json(this.cart(id))
    const wanted = method === 'POST' ? (cart.get(product.id) ?? 0) + given.quantity : given.quantity
    if (wanted > (product.stock ?? Infinity)) return problem(409, 'out-of-stock', { available: product.stock })
    if (key) this.keys.add(id + key)
    if (wanted > 0) cart.set(product.id, wanted)
    else cart.delete(product.id)
    return Response.json(this.cart(id))
  }

  private begin(): Response {
    const id = `cart-${this.carts.size + 1}`
    this.carts.set(id, new Map())
    return Response.json(this.cart(id), { status: 201 })
  }

  private cart(id: string): Cart {
    const items = [...(this.carts.get(id) ?? [])].map(([productId, quantity]) => ({
      itemId: productId,
      productId,
      variantId: null,
      quantity,
      optionValues: [],
      product: this.products.get(productId) ?? null,
    }))
    const totals = new Map<string, number>()
    for (const { product, quantity } of items)
      if (product)
        totals.set(product.price.currency, (totals.get(product.price.currency) ?? 0) + product.price.amount * quantity)
    return { id, items, totals: [...totals].map(([currency, amount]) => ({ amount, currency })) }
  }
}

function problem(status: number, slug: string, more: object = {}): Response {
  return Response.json(
    { type: `urn:liveshop:problem:${slug}`, title: slug, status, ...more },
    { status, headers: { 'content-type': 'application/problem+json' } },
  )
}
