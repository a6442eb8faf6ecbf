// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { product, stream } from '../../testing'
import english from '../i18n/en'
import { FakeShop } from '../testing/fakeShop'
import { describeChange, moveBetween } from './describeChange'
import { withAllHidden, withFeatured, withNote, withoutPin, withPin, withPinMoved, withStatus } from './pins'

describe('moveBetween', () => {
  it.each([
    ['mug vase bowl', 'bowl mug vase', 'bowl', 0],
    ['mug vase bowl', 'vase bowl mug', 'mug', 2],
    ['mug vase bowl', 'vase mug bowl', 'vase', 0],
    ['mug vase bowl plate', 'mug bowl vase plate', 'bowl', 1],
    ['mug vase bowl', 'bowl mug vase plate', 'bowl', 0],
    ['mug vase bowl', 'bowl mug', 'bowl', 0],
  ])('moves %s → %s', (before, after, productId, place) => {
    expect(moveBetween(before.split(' '), after.split(' '))).toEqual({ productId, place })
  })

  it('returns nothing for equal orders or more than one move', () => {
    expect(moveBetween(['a', 'b', 'c', 'd'], ['d', 'c', 'b', 'a'])).toBeUndefined()
    expect(moveBetween(['a', 'b'], ['a', 'b'])).toBeUndefined()
  })
})

describe('describeChange', () => {
  const shop = () => new FakeShop(['mug', 'vase', 'bowl'], ['mug', 'vase', 'bowl'])
  const told = ({ changes, stream }: FakeShop) => changes.map((change) => describeChange(change, changes, stream).text(english))

  it('tells an admin’s own changes as theirs', () => {
    const given = shop()
    given.as('Bob', 'started', (before) => withStatus(before, 'live'))
    const { changes, stream } = given
    const [change] = changes
    if (!change) throw new Error('There should be a change.')
    expect(describeChange(change, changes, stream, 'Bob').text(english)).toBe('You started the stream')
    expect(describeChange(change, changes, stream, 'ann').text(english)).toBe('Bob started the stream')
  })

  it('names who made the change', () => {
    const given = shop()
    given.as('Bob', 'started', (stream) => withStatus(stream, 'live'))
    given.as('Bob', 'products-reordered', (stream) => withPinMoved(stream, 'bowl', 0))
    given.as('Cleo', 'product-moved', (stream) => withPin(stream, product('vase'), 2), 'vase')
    given.as('Bob', 'product-featured', (stream) => withFeatured(stream, 'vase'), 'vase')
    given.as('Cleo', 'product-noted', (stream) => withNote(stream, 'vase', 'Say the glaze'), 'vase')
    given.as('Bob', 'products-hidden', withAllHidden)
    given.as('Bob', 'product-unpinned', (stream) => withoutPin(stream, 'mug'), 'mug')
    expect(told(given)).toEqual([
      'Bob started the stream',
      'Bob changed the order',
      'Cleo moved Vase from place 3 to the top',
      'Bob put Vase in the spotlight',
      'Cleo wrote a note on Vase: “Say the glaze”',
      'Bob hid all products',
      'Bob unpinned Mug',
    ])
  })

  it('names the product that a new order moved', () => {
    const given = shop()
    given.as('Bob', 'products-reordered', (stream) => withPinMoved(stream, 'bowl', 0))
    given.as('Bob', 'product-unpinned', (stream) => withoutPin(stream, 'mug'), 'mug')
    expect(told(given)[0]).toBe('Bob moved Bowl to the top')
  })

  it('describes a product that left the shop and changes by the system', () => {
    const given = shop()
    given.as('system', 'product-unpinned', (stream) => withoutPin(stream, 'mug'), 'mug')
    given.change('vase', {}, 'system')
    given.as('system', 'started', (stream) => withStatus(stream, 'live'))
    expect(told(given)).toEqual(['Mug left the shop and so the stream', 'Vase was updated', 'The shop started the stream'])
  })

  it('tells who changed a product, from what and to what', () => {
    const given = shop()
    given.change('mug', { price: { amount: 1400, currency: 'EUR' } }, 'Ann')
    given.change('mug', { stock: 3 }, 'Bob')
    given.change('mug', { name: 'Cup' }, 'Bob')
    given.change('mug', { imageUrl: '/cup.svg' }, 'Ann')
    given.change('mug', { price: { amount: 1250, currency: 'EUR' }, stock: 4 }, 'Cleo')
    expect(told(given)).toEqual([
      'Ann changed the price of Mug from €19.90 to €14.00',
      'Bob changed the stock of Mug from more than 10 to 3',
      'Bob renamed Mug to Cup',
      'Ann changed the picture of Cup',
      'Cleo changed Cup: price €14.00 → €12.50, stock 3 → 4',
    ])
  })

  it('tells a changed product in German', async () => {
    const { default: german } = await import('../i18n/de')
    const given = shop()
    given.change('mug', { stock: 3 }, 'Bob')
    const [change] = given.changes
    if (!change) throw new Error('There should be a change.')
    expect(describeChange(change, [change], given.stream, 'Bob').text(german)).toBe('Du hast den Bestand von Mug von mehr als 10 auf 3 geändert')
    expect(describeChange(change, [change], given.stream).text(german)).toBe('Bob hat den Bestand von Mug von mehr als 10 auf 3 geändert')
  })

  it('uses the product’s id when no name is known', () => {
    const change = {
      version: 2, at: '', by: 'Bob', byId: 'b', action: 'product-pinned' as const, productId: 'plate', before: null, card: null, after: null,
      undoes: null,
    }
    expect(describeChange(change, [change], stream([])).text(english)).toBe('Bob pinned plate')
  })
})
