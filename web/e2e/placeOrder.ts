import type { Order } from '../src/api/types'

/** The ordered lines, and the streams on which they were put into the cart. */
interface Wanted {
  productId: string
  quantity?: number
  streamId?: string
  name?: string
}

async function send<T>(url: string, body: object, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}

/** Orders as a customer does, by the API. The shop has to ship to Germany. */
export async function placeOrder(shopUrl: string, { productId, quantity = 1, streamId, name = 'Rosa Meier' }: Wanted): Promise<Order> {
  const carts = `${shopUrl}/api/carts`
  const { id } = await send<{ id: string }>(carts, {})
  const { total } = await send<{ total: unknown }>(`${carts}/${id}/items`, { productId, quantity, ...(streamId && { streamId }) })
  const checkout = {
    expectedTotal: total,
    contact: { name, email: 'rosa@example.com' },
    address: { line1: 'Lange Straße 12', postalCode: '10115', city: 'Berlin', country: 'DE' },
  }
  const { order } = await send<{ order: Order }>(`${carts}/${id}/checkout`, checkout, { 'Idempotency-Key': `key-${id}` })
  return order
}
