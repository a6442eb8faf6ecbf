import { expect, it } from 'vitest'
import { observeServerTime } from '../../api/serverClock'
import { product, stream } from '../../testing'
import {
  nextPin, orderOf, withAllHidden, withCard, withFeatured, withNote, withoutPin, withPin, withPinActive, withPinMoved, withStatus,
} from './pins'

const [mug, vase, bowl] = [product('mug'), product('vase'), product('bowl')]
const shelf = stream([mug, vase, bowl])
const places = (of: typeof shelf) => of.pinnedProducts.map((pin) => pin.displayOrder)

it('withPin pins at the end or at a place', () => {
  const plate = product('plate')
  expect(orderOf(withPin(shelf, plate))).toEqual(['mug', 'vase', 'bowl', 'plate'])
  const first = withPin(shelf, plate, 0)
  expect(orderOf(first)).toEqual(['plate', 'mug', 'vase', 'bowl'])
  expect(places(first)).toEqual([0, 1, 2, 3])
})

it('withPin makes a hidden pin active in its place, and moves it only to a given place', () => {
  const hidden = withPinActive(shelf, 'vase', false)
  expect(hidden.pinnedProducts[1]?.isActive).toBe(false)
  const again = withPin(hidden, vase)
  expect(orderOf(again)).toEqual(['mug', 'vase', 'bowl'])
  expect(again.pinnedProducts[1]?.isActive).toBe(true)
  expect(orderOf(withPin(hidden, vase, 0))).toEqual(['vase', 'mug', 'bowl'])
})

it('nextPin goes through the hidden pins in order, and shows those again last that the show has shown', () => {
  let show = withStatus(stream([]), 'live')
  for (const prepared of [mug, vase, bowl]) show = withPin(show, prepared, undefined, false)
  const shown: (string | undefined)[] = []
  for (let step = 0; step < 3; step++) {
    const next = nextPin(show)?.productId ?? ''
    shown.push(next)
    show = withFeatured(show, next)
    expect(orderOf(show)[0]).toBe(next)
    show = step === 1 ? withAllHidden(show) : withPinActive(show, next, false)
  }
  expect(shown).toEqual(['mug', 'vase', 'bowl'])
  expect(nextPin(shelf)).toBeUndefined()
})

it('withNote writes and removes a note, and pinning a shown product as hidden does not hide it', () => {
  expect(withNote(shelf, 'vase', 'Say the glaze').pinnedProducts[1]?.note).toBe('Say the glaze')
  expect(withNote(shelf, 'vase', '').pinnedProducts[1]?.note).toBeNull()
  expect(withPin(shelf, vase, undefined, false)).toEqual(shelf)
})

it('withPinMoved moves up and down, and withoutPin closes the gap', () => {
  expect(orderOf(withPinMoved(shelf, 'bowl', 0))).toEqual(['bowl', 'mug', 'vase'])
  expect(orderOf(withPinMoved(shelf, 'mug', 2))).toEqual(['vase', 'bowl', 'mug'])
  expect(places(withoutPin(shelf, 'mug'))).toEqual([0, 1])
})

it('a change to a product that is not pinned leaves the stream unchanged', () => {
  expect(withPinMoved(shelf, 'plate', 0)).toBe(shelf)
  expect(withCard(shelf, 'plate', { stock: 1 })).toBe(shelf)
  expect(orderOf(withoutPin(shelf, 'plate'))).toEqual(orderOf(shelf))
})

it('withCard changes the product’s card', () => {
  expect(withCard(shelf, 'vase', { stock: 1 }).pinnedProducts[1]?.product).toEqual({ ...vase, stock: 1 })
})

it('withStatus keeps the start time of a live stream', () => {
  expect(withStatus(shelf, 'live')).toBe(shelf)
  expect(withStatus({ ...shelf, status: 'ended' }, 'live').startedAt).not.toBe(shelf.startedAt)
})

it('times that are shown before the server answers are by its clock', () => {
  const server = Date.now() + 2_400_000
  observeServerTime(server, Date.now(), Date.now(), 1)
  const started = withStatus({ ...shelf, status: 'ended' }, 'live').startedAt
  const pinned = withPin(shelf, product('plate')).pinnedProducts.at(-1)?.pinnedAt
  observeServerTime(Date.now(), Date.now(), Date.now(), 1)
  for (const time of [started, pinned]) expect(Math.abs(Date.parse(time ?? '') - server)).toBeLessThan(60_000)
})
