// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError, NetworkError } from '../../../api/problem'
import type { Product } from '../../../api/types'
import english from '../i18n/en'
import { planImport } from '../plan/plan'
import { reportToCsv } from '../report'
import { read } from '../testing/read'
import { batchesOf, bodyOf, type ProductBody } from './batches'
import { useImportRun, type ImportApi } from './importRun'
import { changeStock, type StockApi } from './stockChange'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const settings = { currency: 'EUR', vatRateIds: ['standard', 'reduced'], withHidden: false, withStock: false }
const files = (count: number) =>
  read(['Handle,Title,Variant Price', ...Array.from({ length: count }, (_, n) => `p-${n},Product ${n},1.00`)].join('\n'))
const planned = (count: number) => planImport(files(count), new Map(), settings)
const productOf = (id: string, stock: number | null = null, version = 1) =>
  ({ id, version, options: [], variants: [{ id: 'default', stock }] }) as unknown as Product
const accepted = (products: ProductBody[]) =>
  products.map(({ id }) => ({ product: productOf(id ?? ''), problem: null, detail: null, errors: null }))
const unused = () => Promise.reject(new Error('not expected'))
const apiOf = (replace: ImportApi<Product>['replace']): ImportApi<Product> => ({ replace, patch: unused })

it('250 products are sent in three batches, and each is accounted for', async () => {
  const sent: number[] = []
  const run = useImportRun(planned(250), false, apiOf((products) => {
    sent.push(products.length)
    return Promise.resolve(accepted(products))
  }))
  await run.run()
  expect(sent).toEqual([100, 100, 50])
  expect([run.completed.value, run.percent.value, run.isDone.value]).toEqual([250, 100, true])
})

it('a batch without an answer, or after too many calls, is sent again', async () => {
  const busy = new ApiError(429, 'too-many-requests', '', { retryAfter: 2_000 })
  const failures = [new NetworkError('lost'), busy, new ApiError(503, 'unavailable', '')]
  const replace = vi.fn((products: ProductBody[]) => {
    const failure = failures.shift()
    return failure ? Promise.reject(failure) : Promise.resolve(accepted(products))
  })
  const run = useImportRun(planned(3), false, apiOf(replace))
  const running = run.run()
  await vi.advanceTimersByTimeAsync(1)
  expect(run.isWaiting.value).toBe(true)
  await vi.advanceTimersByTimeAsync(30_000)
  await running
  expect(replace).toHaveBeenCalledTimes(4)
  expect([run.isWaiting.value, run.outcomes.size]).toEqual([false, 3])
})

it('an expired session pauses the import, which goes on after a sign-in', async () => {
  const failures = [new ApiError(401, 'unauthorized', '')]
  const run = useImportRun(planned(1), false, apiOf((products) => {
    const failure = failures.shift()
    return failure ? Promise.reject(failure) : Promise.resolve(accepted(products))
  }))
  const running = run.run()
  await vi.advanceTimersByTimeAsync(1)
  expect([run.isPaused.value, run.failure.value]).toMatchObject([true, { status: 401 }])
  run.resume()
  await running
  expect(run.outcomes.size).toBe(1)
})

it('a paused import sends nothing until it is resumed, and a stopped one nothing any more', async () => {
  const replace = vi.fn((products: ProductBody[]) => Promise.resolve(accepted(products)))
  const run = useImportRun(planned(300), false, apiOf(replace))
  run.pause()
  const running = run.run()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(replace).not.toHaveBeenCalled()
  run.stop()
  await running
  expect([run.isDone.value, run.outcomes.size]).toEqual([true, 0])
})

it('a product that the shop refuses fails with its words, the others go on', async () => {
  const products = planned(2)
  const run = useImportRun(products, false, apiOf((bodies) => Promise.resolve(accepted(bodies).map((answer, at) =>
    at ? answer : { product: null, problem: 'validation', detail: 'Not valid.', errors: { name: ['Must not be empty.'] } }))))
  await run.run()
  expect([...run.outcomes.values()]).toEqual([
    { result: 'failed', reasons: ['name: Must not be empty.'] }, { result: 'created', reasons: [] },
  ])
  const report = reportToCsv({ m: english, price: () => '' }, products, run.outcomes, false)
  expect(report).toContain('"2","Product 0","p-0","failed","name: Must not be empty."')
})

it('a batch that is too long is sent in halves', async () => {
  const run = useImportRun(planned(4), false, apiOf((products) =>
    products.length > 1 ? Promise.reject(new ApiError(413, 'body-too-large', '')) : Promise.resolve(accepted(products))))
  await run.run()
  expect([...run.outcomes.values()].map(({ result }) => result)).toEqual(Array(4).fill('created'))
})

it('batches stay below the size that the server takes', () => {
  const body = (length: number): ProductBody => ({ id: 'a', name: 'x'.repeat(length) })
  expect(batchesOf([200_000, 200_000, 100_000], body).map(({ length }) => length)).toEqual([1, 2])
})

it('a product without options is sent with its price and stock in itself', () => {
  const [product] = planned(1)
  expect(product?.target && bodyOf(product.target)).toEqual({
    id: 'p-0', name: 'Product 0', description: null, images: [], imageAltTexts: [], vatRateId: null,
    price: { amount: 100, currency: 'EUR' }, stock: null, sku: null, compareAtPrice: null,
  })
})

/** A shop with one product, of which answers can be lost and sales can happen. */
function stockShop(stock: number, lose: number[] = []) {
  let product = productOf('cup', stock)
  const keys = new Set<string>()
  let call = 0
  const write = (pieces: number) => { product = productOf('cup', (product.variants[0]?.stock ?? 0) + pieces) }
  const api: StockApi<Product> = {
    patch(_, __, change, key) {
      if (!keys.has(key)) write('stockChange' in change ? change.stockChange : 0)
      keys.add(key)
      return lose.includes(call++) ? Promise.reject(new NetworkError('lost')) : Promise.resolve(product)
    },
  }
  return { api, write, stock: () => product.variants[0]?.stock, first: product }
}
const difference = { variantId: 'default', variant: '', from: 4, to: 9 }
const untilAnswered = async <T>(call: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error
    }
  }
}

it('a difference of the stock counts on what was sold since the preview', async () => {
  const shop = stockShop(4)
  shop.write(-1)
  await changeStock(shop.first, difference, shop.api, untilAnswered)
  expect(shop.stock()).toBe(8)
})

it('a difference of the stock whose answer was lost is not added twice', async () => {
  const shop = stockShop(4, [0])
  await changeStock(shop.first, difference, shop.api, untilAnswered)
  expect(shop.stock()).toBe(9)
})

it('a difference of the stock whose answer was lost is added once, also when a piece is sold meanwhile', async () => {
  const shop = stockShop(4, [0])
  const selling: StockApi<Product> = {
    ...shop.api,
    patch: async (...call) => {
      try {
        return await shop.api.patch(...call)
      } catch (error) {
        if (error instanceof NetworkError) shop.write(-1)
        throw error
      }
    },
  }
  await changeStock(shop.first, difference, selling, untilAnswered)
  expect(shop.stock()).toBe(8)
})

it('a product that is answered with a problem beside what the shop has is a failure', async () => {
  const answer = { product: productOf('p-0'), problem: 'version-mismatch', detail: 'It has changed.', errors: null }
  const run = useImportRun(planned(1), false, apiOf(() => Promise.resolve([answer])))
  await run.run()
  expect([...run.outcomes.values()]).toEqual([{ result: 'failed', reasons: ['It has changed.'] }])
})
