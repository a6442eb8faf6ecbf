import { beforeEach, expect, it } from 'vitest'
import { configureApi } from '../../api/client'
import { pin, product } from '../../testing'
import { FakeShop } from '../testing/fakeShop'
import { type Command } from './commands'
import { changeStock } from './productCommands'
import { usePinnedStock } from './usePinnedStock'

let shop: FakeShop
let pending: Command[]

beforeEach(() => {
  shop = new FakeShop(['mug', 'vase', 'bowl'], ['mug', 'vase', 'bowl'])
  pending = []
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})

const pinned = () => usePinnedStock(() => pending)
const mug = pin(product('mug'))

it('the stock of pinned products is read from the catalogue in one request', async () => {
  shop.change('mug', { stock: 400 })
  shop.change('vase', { stock: null })
  const stock = pinned()
  expect(stock.stockOf(mug)).toBeUndefined()
  await stock.read(shop.stream.pinnedProducts)
  expect(shop.stream.pinnedProducts.map(stock.stockOf)).toEqual([400, null, 14])
  expect(shop.calls).toEqual(['GET /products?ids=mug%2Cvase%2Cbowl'])
})

it('the stock on a card is newer than that of the catalogue', async () => {
  const stock = pinned()
  await stock.read([mug])
  expect(stock.stockOf(pin(product('mug', { stock: 3 })))).toBe(3)
  expect(stock.stockOf(pin(product('mug', { stock: 0 })))).toBe(0)
})

it('a change of the stock is shown before it is answered, and an older product does not replace it', async () => {
  const stock = pinned()
  await stock.read([mug])
  const [older] = [shop.products.get('mug')]
  const change = changeStock(mug.product, 399, 14, (changed) => { stock.learn([changed]) })
  pending = [change]
  expect(stock.stockOf(mug)).toBe(399)
  await change.send(shop.stream)
  pending = []
  if (older) stock.learn([older])
  expect(stock.stockOf(mug)).toBe(399)
})

it('the stock that is known stays when the catalogue does not answer', async () => {
  const stock = pinned()
  await stock.read([mug])
  shop.loseNext()
  await stock.read([mug])
  expect(stock.stockOf(mug)).toBe(14)
})
