import { expect, it } from 'vitest'
import type { Product } from '../../../api/types'
import { defuse, undefuse } from '../csv'
import { planImport } from '../plan/plan'
import { read } from '../testing/read'
import { catalogueToCsv, joinValues, plainAmount, splitValues } from './ownFormat'

const settings = { currency: 'EUR', vatRateIds: ['standard', 'reduced'], withHidden: false, withStock: true }
const awkward = [
  'plain', '=1+1', '-5', '+49 30', '@sum', "'=quoted", "''", '\ttab', 'a "b", c', 'zwei\nZeilen', 'Größe | S', 'back\\slash', '茶碗',
  'x;y', ' =2', '＝1', "O'Neil",
]
let seed = 11
const random = (below: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below
const text = () => awkward[random(awkward.length)] ?? ''

function variantOf(id: string, optionValues: string[], currency: string): Product['variants'][number] {
  const price = { amount: random(100_000), currency }
  return {
    id, optionValues, sku: random(2) ? text().trim() : null, price,
    compareAtPrice: random(2) ? { amount: price.amount + 1 + random(50), currency } : null,
    struckPrice: null, lowestPriceBefore: null, stock: random(3) ? random(20) : null, imageUrl: optionValues.length && random(2) ? `/media/${id}.webp` : null,
  }
}

/** Each picture with a text, one of them, or none. */
const altTextsOf = (images: string[]): Product['imageAltTexts'] => images
  .map((imageUrl) => ({ imageUrl, text: random(3) ? text().trim().replace(/\n/g, ' ') : '' }))
  .filter((alt) => alt.text)
  .toSorted((one, other) => (one.imageUrl < other.imageUrl ? -1 : 1))

function productOf(n: number): Product {
  const currency = ['EUR', 'JPY', 'KWD'][n % 3] ?? 'EUR'
  const options = n % 2 ? [{ name: 'Size', values: ['S', 'a | b', '=M', 'unused'] }, { name: '+Colour', values: ['red', 'blue'] }] : []
  const variants = options.length
    ? [['=M', 'red'], ['S', 'blue'], ['a | b', 'red']].map((values, at) => variantOf(`v-${at}`, values, currency))
    : [variantOf('default', [], currency)]
  const [first] = variants
  const images = n % 4 ? [`https://a.example/${n}.jpg`, `/media/${n}.webp`] : []
  const description = random(3) ? `${text()}\n\n  ${text()} ` : null
  return {
    id: `product-${n}`, name: `${text().trim()} ${n}`, description, images, imageAltTexts: altTextsOf(images),
    vatRateId: ['standard', 'reduced', 'gone', null][Math.floor(n / 2) % 4],
    options, variants, version: 1, price: first?.price, stock: null, sku: null, compareAtPrice: null, imageUrl: null,
  } as unknown as Product
}

const products = Array.from({ length: 200 }, (_, n) => productOf(n))

it('an export that is imported into the same shop changes nothing', () => {
  const file = read(catalogueToCsv(products))
  expect(file).toMatchObject({ source: 'liveshop', unusedColumns: [], notes: [] })
  expect(new Set(products.map(({ imageAltTexts }) => imageAltTexts.length))).toEqual(new Set([0, 1, 2]))
  const planned = planImport(file, new Map(products.map((product) => [product.id, product])), settings)
  const others = planned.filter(({ status }) => status !== 'unchanged')
  expect(others.map(({ candidate, changes, reasons, stock }) => [candidate, changes, reasons, stock])).toEqual([])
  expect(planned).toHaveLength(products.length)
})

it('an export that is imported into an empty shop makes the same products', () => {
  const planned = planImport(read(catalogueToCsv(products)), new Map(), settings)
  for (const [at, { target, status }] of planned.entries()) {
    const { id, name, description, images, imageAltTexts, vatRateId, options, variants } = products[at] ?? productOf(0)
    expect(status).toBe('new')
    expect(target).toEqual({
      id, name, description, images, imageAltTexts, vatRateId, options,
      variants: variants.map(({ id: variantId, optionValues, sku, price, compareAtPrice, stock, imageUrl }) => ({
        ...(options.length && { id: variantId }), optionValues, sku, price, compareAtPrice, stock, imageUrl,
      })),
    })
  }
})

it('a VAT rate that the shop does not have is said, and kept', () => {
  const gone = products.filter(({ vatRateId }) => vatRateId === 'gone')
  const planned = planImport(read(catalogueToCsv(gone)), new Map(), settings)
  expect(gone.length).toBeGreaterThan(0)
  for (const { target, notes } of planned) expect([target?.vatRateId, notes]).toEqual(['gone', [{ code: 'unknownVatRate', values: ['gone'] }]])
})

it('an export of before there were texts of pictures and VAT rates leaves those of the shop', () => {
  const old = catalogueToCsv(products).replace('"Picture texts"', '"Notes"').replace('"VAT rate"', '"More notes"').replace('Picture texts', 'Notes').replace('VAT rate', 'More notes')
  const planned = planImport(read(old), new Map(products.map((product) => [product.id, product])), settings)
  expect(new Set(planned.map(({ status }) => status))).toEqual(new Set(['unchanged']))
})

it('an export that a spreadsheet saved with semicolons still reads back', () => {
  const plain = { name: 'Mug', description: 'Two, three' }
  const simple = products.filter(({ options }) => !options.length).map((product) => ({ ...product, ...plain }))
  const semicolons = catalogueToCsv(simple).replaceAll('","', '";"')
  const planned = planImport(read(semicolons), new Map(simple.map((product) => [product.id, product])), settings)
  expect(new Set(planned.map(({ status }) => status))).toEqual(new Set(['unchanged']))
})

it.each(awkward)('a spreadsheet takes %j for text, and it reads back', (cell) => {
  expect(defuse(cell)).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r\n]/)
  expect(undefuse(defuse(cell))).toBe(cell)
  expect(undefuse(defuse(defuse(cell)))).toBe(defuse(cell))
})

it('values with bars and backslashes are joined and split', () => {
  for (const values of [['a', 'b'], ['a | b', 'c\\'], ['\\|', '|']]) expect(splitValues(joinValues(values))).toEqual(values)
})

it('amounts are written in whole units with a point', () => {
  expect(plainAmount({ amount: 5, currency: 'EUR' })).toBe('0.05')
  expect(plainAmount({ amount: 1234, currency: 'JPY' })).toBe('1234')
  expect(plainAmount({ amount: 1234, currency: 'KWD' })).toBe('1.234')
})
