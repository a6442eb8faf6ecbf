import { describe, expect, it } from 'vitest'
import { product, state } from '../testing'
import { changesBetween, mayChangeDetails } from './changes'

const mug = product('mug')
const vase = product('vase')

const kinds = (...states: [Parameters<typeof state>[0], Parameters<typeof state>[0]]) =>
  changesBetween(state(states[0]), state(states[1])).map((change) => ('product' in change ? `${change.kind} ${change.product.id}` : change.kind))

describe('between two states', () => {
  it('nothing is noticed when nothing changed', () => {
    expect(kinds([mug, vase], [mug, vase])).toEqual([])
  })

  it('a pin and an unpin are', () => {
    expect(kinds([mug], [vase])).toEqual(['pinned vase', 'unpinned mug'])
  })

  it('another first product is, unless it is new anyway', () => {
    expect(kinds([mug, vase], [vase, mug])).toEqual(['first vase'])
    expect(kinds([mug], [vase, mug])).toEqual(['pinned vase'])
  })

  it('a price is, with the one before', () => {
    const dearer = product('mug', { price: { amount: 2490, currency: 'EUR' } })
    expect(changesBetween(state([mug]), state([dearer]))).toEqual([
      { kind: 'price', product: dearer, before: { amount: 1990, currency: 'EUR' } },
    ])
  })

  it('stock is when it gets low, ends or comes back, not with every sale', () => {
    const at = (stock: number) => [product('mug', { stock })]
    expect(kinds(at(14), at(13))).toEqual([])
    expect(kinds(at(6), at(5))).toEqual(['low-stock mug'])
    expect(kinds(at(5), at(4))).toEqual([])
    expect(kinds(at(1), at(0))).toEqual(['sold-out mug'])
    expect(kinds(at(0), at(3))).toEqual(['back-in-stock mug'])
  })

  it('a start comes before what was pinned by it', () => {
    const changes = changesBetween(state([], { status: 'scheduled' }), state([mug]))
    expect(changes.map((change) => change.kind)).toEqual(['started', 'pinned'])
  })

  it('an end is all there is to say', () => {
    expect(changesBetween(state([mug]), state([], { status: 'ended' }))).toEqual([{ kind: 'ended' }])
  })
})

describe('details that messages do not carry', () => {
  it('may have changed when nothing visible did, or the status or title', () => {
    expect(mayChangeDetails(state([mug]), state([mug], { version: 2 }))).toBe(true)
    expect(mayChangeDetails(state([mug]), state([mug], { title: 'Other' }))).toBe(true)
    expect(mayChangeDetails(state([mug]), state([], { status: 'ended' }))).toBe(true)
  })

  it('have not when a pin explains the change', () => {
    expect(mayChangeDetails(state([mug]), state([mug, vase]))).toBe(false)
  })
})
