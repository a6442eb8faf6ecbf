import { expect, it } from 'vitest'
import type { Product } from '../../../api/types'
import { find, read } from '../testing/read'
import type { TargetProduct } from './merge'
import { countStatuses, planImport, type PlanOptions } from './plan'

const settings: PlanOptions = { currency: 'EUR', vatRateIds: ['standard', 'reduced'], withHidden: false, withStock: false }
const header = 'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Status'
const fileOf = (...rows: string[]) => read([header, ...rows].join('\n'))

const idOf = (optionValues: string[]) => optionValues.join('-').toLowerCase() || 'default'

/** The shop after an import of the file. */
function shopAfter(targets: (TargetProduct | undefined)[]): Map<string, Product> {
  return new Map(targets.flatMap((target) => (target ? [[target.id, {
    ...target, version: 1, price: target.variants[0]?.price,
    variants: target.variants.map((variant) => ({ ...variant, id: variant.id ?? idOf(variant.optionValues) })),
  } as unknown as Product]] : [])))
}
const plan = (file: ReturnType<typeof read>, shop: ReadonlyMap<string, Product> = new Map(), options = settings) =>
  planImport(file, shop, options)
const imported = (file: ReturnType<typeof read>) => shopAfter(plan(file).map(({ target }) => target))

const shirts = fileOf('shirt,Shirt,Size,S,A,shopify,4,10.00,active', 'shirt,,,M,B,shopify,5,12.00,', 'mug,Mug,,,,,,5.00,draft')

it('a second run changes nothing', () => {
  expect(countStatuses(plan(shirts))).toEqual({ new: 1, changed: 0, unchanged: 0, refused: 1 })
  expect(countStatuses(plan(shirts, imported(shirts)))).toEqual({ new: 0, changed: 0, unchanged: 1, refused: 1 })
})

it('drafts are imported only when it is asked for', () => {
  const [, mug] = plan(shirts)
  expect(mug).toMatchObject({ status: 'refused', reasons: [{ code: 'hidden' }] })
  expect(plan(shirts, new Map(), { ...settings, withHidden: true })[1]).toMatchObject({ status: 'new' })
})

it('only what differs is told, and variants keep their ids', () => {
  const file = fileOf('shirt,Linen shirt,Size,S,A,shopify,4,11.00,', 'shirt,,,L,B,shopify,5,12.00,', 'shirt,,,XL,C,shopify,5,14.00,')
  const [shirt] = plan(file, imported(shirts))
  expect(shirt?.changes).toEqual([
    { field: 'name', from: 'Shirt', to: 'Linen shirt' },
    { field: 'options' },
    { field: 'price', variant: 'S', from: { amount: 1000, currency: 'EUR' }, to: { amount: 1100, currency: 'EUR' } },
    { field: 'name', from: 'M', to: 'L' },
    { field: 'variantNew', variant: 'XL' },
  ])
  expect(shirt?.target?.variants.map(({ id }) => id)).toEqual(['s', 'm', undefined])
})

it('a variant that the file no longer has is told', () => {
  const [shirt] = plan(fileOf('shirt,Shirt,Size,S,A,shopify,4,10.00,'), imported(shirts))
  expect(shirt?.changes).toContainEqual({ field: 'variantGone', variant: 'M' })
})

it('the stock of what exists is kept, and its difference told', () => {
  const file = fileOf('shirt,Shirt,Size,S,A,shopify,9,10.00,', 'shirt,,,M,B,,,12.00,')
  const shop = imported(shirts)
  const [shirt] = plan(file, shop)
  expect(shirt).toMatchObject({
    status: 'unchanged',
    stock: [{ variantId: 's', variant: 'S', from: 4, to: 9 }, { variantId: 'm', variant: 'M', from: 5, to: null }],
  })
  expect(shirt?.target?.variants.map(({ stock }) => stock)).toEqual([4, 5])
  expect(plan(file, shop, { ...settings, withStock: true })[0]?.status).toBe('changed')
})

it('what the file has no column for stays as it is', () => {
  const shop = imported(shirts)
  const before = shop.get('shirt')
  if (before) shop.set('shirt', { ...before, description: 'By hand', images: ['/media/a.webp'], vatRateId: 'reduced' })
  expect(plan(shirts, shop)[0]).toMatchObject({ status: 'unchanged', target: { description: 'By hand', images: ['/media/a.webp'], vatRateId: 'reduced' } })
})

it('a price in another currency than the shop’s is refused, unless the product has it already', () => {
  const file = fileOf('cup,Cup,,,,,,3500 JPY,')
  expect(plan(file)[0]).toMatchObject({ status: 'refused', reasons: [{ code: 'foreignCurrency', values: ['JPY', 'EUR'] }] })
  const shop = imported({ ...file, source: 'liveshop' })
  expect(plan(file, shop)[0]?.status).toBe('unchanged')
})

it('values of an option in another order are the same', () => {
  const file = fileOf('shirt,Shirt,Size,M,B,shopify,5,12.00,', 'shirt,,,S,A,shopify,4,10.00,')
  expect(plan(file, imported(shirts))[0]?.changes).toEqual([{ field: 'order' }])
  expect(find(file, 'shirt').product?.options[0]?.values).toEqual(['M', 'S'])
})
