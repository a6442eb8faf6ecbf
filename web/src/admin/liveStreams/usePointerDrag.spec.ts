import { expect, it } from 'vitest'
import { placeAt } from './usePointerDrag'

const rows = [0, 50, 100, 150].map((offsetTop) => ({ offsetTop, offsetHeight: 50 }))

it.each([
  [2, 100, 2],
  [2, 80, 2],
  [2, 74, 1],
  [2, 24, 0],
  [2, -500, 0],
  [1, 74, 1],
  [1, 76, 2],
  [1, 500, 3],
  [0, 1, 0],
  [3, 149, 3],
])('a row from place %i dragged to %i px belongs at place %i', (own, top, place) => {
  expect(placeAt(top, 50, rows, own)).toBe(place)
})
