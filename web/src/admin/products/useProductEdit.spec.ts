import { shallowRef } from 'vue'
import { beforeEach, expect, it } from 'vitest'
import { configureApi } from '../../api/client'
import type { Product } from '../../api/types'
import english from '../i18n/en'
import { FakeShop } from '../testing/fakeShop'
import { useProductEdit } from './useProductEdit'

let shop: FakeShop

beforeEach(() => {
  shop = new FakeShop(['mug'])
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
})

const euros = (amount: number) => ({ amount, currency: 'EUR' })

function row() {
  const product = shallowRef(shop.products.get('mug') as Product)
  const { shown, edit, refusal } = useProductEdit(() => product.value, (now) => { product.value = now })
  const arrives = (now: Partial<Product>) => {
    shop.change('mug', now)
    product.value = shop.products.get('mug') as Product
  }
  const values = () => [shown.value.price.amount, shown.value.stock]
  return { edit, values, arrives, sentence: () => refusal.value?.(english) }
}

it('an edited price is shown at once and stays', async () => {
  const { edit, values } = row()
  const saved = edit('price', euros(1750), euros(1990))
  expect(values()).toEqual([1750, 14])
  await saved
  expect(values()).toEqual([1750, 14])
  expect(shop.products.get('mug')?.price).toEqual(euros(1750))
})

it('edits of price and stock are sent one at a time and both stay', async () => {
  const { edit, values } = row()
  await Promise.all([edit('price', euros(1750), euros(1990)), edit('stock', 3, 14)])
  expect(values()).toEqual([1750, 3])
  expect(shop.products.get('mug')).toMatchObject({ price: euros(1750), stock: 3 })
})

it('a refused edit is taken back with a message', async () => {
  const { edit, values, sentence } = row()
  shop.loseNext()
  await edit('stock', 3, 14)
  expect(values()).toEqual([1990, 14])
  expect(sentence()).toBe('The stock of Mug was not changed: the shop did not answer. Try again when it is back.')
})

it('a price edit is refused when somebody else has just set another price', async () => {
  const { edit, values, sentence } = row()
  shop.change('mug', { price: euros(1500) })
  await edit('price', euros(1750), euros(1990))
  expect(values()).toEqual([1500, 14])
  expect(sentence()).toContain('somebody else changed it meanwhile')
})

it('a stock edit is refused when another stock arrived while it was typed', async () => {
  const { edit, values, sentence, arrives } = row()
  arrives({ stock: 2 })
  await edit('stock', 3, 14)
  expect(values()).toEqual([1990, 2])
  expect(sentence()).toContain('somebody else changed it meanwhile')
})

it('a price edit keeps the stock that somebody else has set', async () => {
  const { edit, values } = row()
  shop.change('mug', { stock: 2 })
  await edit('price', euros(1750), euros(1990))
  expect(values()).toEqual([1750, 2])
})
