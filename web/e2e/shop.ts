import createClient, { type Client } from 'openapi-fetch'
import type { components, paths } from '../src/api/schema'
import { requestToken, type Role, type Token } from './token'

export type { Role, Token }

export interface ProductInput {
  id: string
  name: string
  amount?: number
  currency?: string
  stock?: number
  imageUrl?: string | null
  description?: string
}

/** Calls the API as an admin, to bring about what a test starts from. */
export class Shop {
  private readonly api: Client<paths>

  private constructor(readonly url: string, token: string) {
    this.api = createClient<paths>({ baseUrl: `${url}/api`, headers: { Authorization: `Bearer ${token}` } })
  }

  static async signIn(url: string, name = 'ann'): Promise<Shop> {
    const { accessToken } = await requestToken(url, name, 'admin')
    return new Shop(url, accessToken)
  }

  /** A token of LiveShop.Local's own sign-in. */
  token = (name: string, role: Role = 'admin'): Promise<Token> => requestToken(this.url, name, role)

  as = (name: string): Promise<Shop> => Shop.signIn(this.url, name)

  async pinned(id: string): Promise<string[]> {
    const { pinnedProducts } = await done(this.api.GET('/livestreams/{id}', { params: { path: { id } } }))
    return pinnedProducts.map((pin) => pin.productId)
  }

  async product({ id, name, amount = 1990, currency = 'EUR', stock = 14, imageUrl, description }: ProductInput) {
    await done(
      this.api.POST('/products', {
        body: {
          id,
          name,
          price: { amount, currency },
          stock,
          imageUrl: imageUrl ?? null,
          description: description ?? `${name}, thrown by hand and glazed in oat over iron-rich clay.`,
        },
      }),
    )
  }

  /** A shirt in two colours and three sizes: M costs more, L is sold out in Oat, and Ink is not counted. */
  async shirt(id: string): Promise<string> {
    const [colours, sizes] = [['Oat', 'Ink'], ['S', 'M', 'L']]
    const variants = colours.flatMap((colour) => sizes.map((size) => ({
      optionValues: [colour, size],
      price: { amount: size === 'M' ? 5400 : 4900, currency: 'EUR' },
      stock: colour === 'Ink' ? null : size === 'L' ? 0 : 4,
    })))
    const options = [{ name: 'Colour', values: colours }, { name: 'Size', values: sizes }]
    const description = 'Washed linen with buttons of horn, sewn in small lots.'
    await done(
      this.api.POST('/products', {
        body: { id, name: 'Linen shirt', description, imageUrl: '/sample/images/vase.svg', options, variants },
      }),
    )
    return id
  }

  read = (id: string) => done(this.api.GET('/products/{id}', { params: { path: { id } } }))

  /** Puts a product in the place of the version that was read. */
  replace = (product: components['schemas']['ProductResource']) =>
    done(
      this.api.PUT('/products/{id}', {
        params: { path: { id: product.id }, header: { 'If-Match': `"${product.version}"` } },
        body: product,
      }),
    )

  /** Products named "Bulk 0000" and so on, of which every hundredth is sold out. */
  async manyProducts(count: number) {
    const products = Array.from({ length: count }, (_, n) => String(n).padStart(4, '0')).map((n) => ({
      id: `bulk-${n}`, name: `Bulk ${n}`, price: { amount: 1990, currency: 'EUR' }, stock: Number(n) % 100 ? 40 : 0, imageUrl: '/sample/images/bowl.svg',
    }))
    for (let from = 0; from < count; from += 100) {
      await done(this.api.POST('/products/batch', { body: { products: products.slice(from, from + 100) } }))
    }
  }

  /** Changes what is given of a product. */
  async change(id: string, given: { amount?: number; stock?: number; name?: string }) {
    const product = await done(this.api.GET('/products/{id}', { params: { path: { id } } }))
    const { amount, stock, ...rest } = given
    await done(
      this.api.PATCH('/products/{id}', {
        params: { path: { id } },
        body: {
          ...rest,
          ...(amount === undefined ? {} : { price: { ...product.price, amount } }),
          ...(stock === undefined ? {} : { stock: { from: product.stock, to: stock } }),
        },
      }),
    )
  }

  async stream(id: string, more: { title?: string; playbackUrl?: string; thumbnailUrl?: string; scheduledFor?: string; description?: string } = {}) {
    const { title = 'Winter table', ...rest } = more
    await done(this.api.POST('/livestreams', { body: { id, title, ...rest } }))
  }

  /** Changes what is given of the shop's settings. */
  async settings(given: Partial<components['schemas']['ShopResource']>) {
    const current = await done(this.api.GET('/shop'))
    await done(this.api.PUT('/shop', { params: { header: { 'If-Match': '*' } }, body: { ...current, ...given } }))
  }

  start = (id: string) => done(this.api.POST('/livestreams/{id}/start', { params: { path: { id } } }))
  stop = (id: string) => done(this.api.POST('/livestreams/{id}/stop', { params: { path: { id } } }))

  pin = (id: string, productId: string, displayOrder?: number) =>
    done(
      this.api.POST('/livestreams/{id}/pin-product', {
        params: { path: { id } },
        body: { productId, ...(displayOrder === undefined ? {} : { displayOrder }) },
      }),
    )

  offer = (id: string, productId: string, percentOff: number, seconds: number) =>
    done(
      this.api.PUT('/livestreams/{id}/pinned-products/{productId}/offer', { params: { path: { id, productId } }, body: { percentOff, seconds } }),
    )

  /** Pins a product hidden, with a note for the host. */
  async prepare(id: string, productId: string, note: string) {
    await done(this.api.POST('/livestreams/{id}/pin-product', { params: { path: { id } }, body: { productId, isActive: false } }))
    await done(
      this.api.PATCH('/livestreams/{id}/pinned-products/{productId}', { params: { path: { id, productId } }, body: { note } }),
    )
  }

  /** The orders of a stream's products. */
  async ordersOf(streamId: string, status?: components['schemas']['OrderStatus']) {
    const query = { streamId, ...(status && { status }) }
    return (await done(this.api.GET('/orders', { params: { query } }))).items
  }

  unpin = (id: string, productId: string) =>
    done(this.api.DELETE('/livestreams/{id}/pinned-products/{productId}', { params: { path: { id, productId } } }))

  hide = (id: string, productId: string) =>
    done(this.api.PATCH('/livestreams/{id}/pinned-products/{productId}', { params: { path: { id, productId } }, body: { isActive: false } }))

  reorder = (id: string, ...productIds: string[]) =>
    done(
      this.api.PUT('/livestreams/{id}/pinned-products/order', { params: { path: { id } }, body: { productIds } }),
    )
}

async function done<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<NonNullable<T>> {
  const { data, error, response } = await call
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`)
  return data as NonNullable<T>
}
