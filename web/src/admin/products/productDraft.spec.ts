// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Product } from '../../api/types'
import { product, productOf } from '../../testing'
import english from '../i18n/en'
import { changesOf, checkProduct, draftOf, fieldsOf } from './productDraft'
import { parseStock } from './stock'

const vase: Product = productOf(product('vase', { imageUrl: '/sample/images/vase.svg', price: { amount: 6400, currency: 'EUR' }, stock: 9 }))

it('changesOf returns only the changed fields', () => {
  const draft = draftOf(vase, 'USD', 'de')
  expect(draft.price).toBe('64,00')
  expect(changesOf(fieldsOf(draft, 'de'), vase)).toEqual({})
  expect(changesOf(fieldsOf({ ...draft, price: '59', description: ' Tall ' }, 'de'), vase)).toEqual({
    price: { amount: 5900, currency: 'EUR' },
    description: 'Tall',
  })
})

it('a new product’s draft has the currency used last', () => {
  expect(draftOf(undefined, 'JPY', 'en')).toMatchObject({ price: '', currency: 'JPY', stock: '' })
})

describe('checkProduct', () => {
  const wrong = (given: object) =>
    Object.entries(checkProduct({ ...draftOf(vase, 'EUR', 'en'), ...given }, 'en')).map(([field, say]) => `${field}: ${say(english)}`)

  it('reports no error of a valid draft', () => {
    expect(wrong({})).toEqual([])
  })

  it.each([
    [{ name: '  ' }, 'name: This is needed.'],
    [{ name: 'x'.repeat(201) }, 'name: At most 200 characters.'],
    [{ images: 'http://x.example/mug.jpg' }, 'images: The shop’s pages show nothing from an http:// address. Use https://.'],
    [{ images: 'javascript:alert(1)' }, 'images: An address that starts with https:// or with a single /.'],
    [{ images: '//elsewhere.example/x.png' }, 'images: An address that starts with https:// or with a single /.'],
    [{ price: '1.999' }, 'price: A price such as 19.90.'],
    [{ price: '1.5', currency: 'JPY' }, 'price: A price such as 1990.'],
    [{ stock: '-1' }, 'stock: A whole number from 0 to one billion.'],
  ])('reports the error of %o', (given, sentence) => {
    expect(wrong(given)).toEqual([sentence])
  })
})

it.each([['0', 0], [' 12 ', 12], ['1000000000', 1_000_000_000], ['1000000001', undefined], ['1.5', undefined], ['', undefined]])(
  'parseStock of "%s" is %s',
  (text, pieces) => {
    expect(parseStock(text)).toBe(pieces)
  },
)
