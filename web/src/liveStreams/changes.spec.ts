import { describe, expect, it } from 'vitest'
import { product, state } from '../testing'
import { changesBetween } from './changes'

const mug = product('mug')
const vase = product('vase')

const kinds = (...states: [Parameters<typeof state>[0], Parameters<typeof state>[0]]) =>
  changesBetween(state(states[0]), state(states[1])).map((change) => ('product' in change ? `${change.kind} ${change.product.id}` : change.kind))

describe('changesBetween', () => {
  it('returns nothing for equal states', () => {
    expect(kinds([mug, vase], [mug, vase])).toEqual([])
  })

  it('returns pinned and unpinned products', () => {
    expect(kinds([mug], [vase])).toEqual(['pinned vase', 'unpinned mug'])
  })

  it('returns a new first product unless it was just pinned', () => {
    expect(kinds([mug, vase], [vase, mug])).toEqual(['first vase'])
    expect(kinds([mug], [vase, mug])).toEqual(['pinned vase'])
  })

  it('returns a new price with the previous one', () => {
    const dearer = product('mug', { price: { amount: 2490, currency: 'EUR' } })
    expect(changesBetween(state([mug]), state([dearer]))).toEqual([
      { kind: 'price', product: dearer, before: { amount: 1990, currency: 'EUR' } },
    ])
  })

  it('returns stock that becomes low, zero or available, but not each sale', () => {
    const at = (stock: number) => [product('mug', { stock })]
    expect(kinds(at(14), at(13))).toEqual([])
    expect(kinds(at(11), at(10))).toEqual(['low-stock mug'])
    expect(kinds(at(5), at(4))).toEqual([])
    expect(kinds(at(1), at(0))).toEqual(['sold-out mug'])
    expect(kinds(at(0), at(3))).toEqual(['back-in-stock mug'])
  })

  it('returns the start before the pins that it made visible', () => {
    const changes = changesBetween(state([], { status: 'scheduled' }), state([mug]))
    expect(changes.map((change) => change.kind)).toEqual(['started', 'pinned'])
  })

  it('returns only the end of an ended stream', () => {
    expect(changesBetween(state([mug]), state([], { status: 'ended' }))).toEqual([{ kind: 'ended' }])
  })
})
