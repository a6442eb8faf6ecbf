import { expect, it } from 'vitest'
import { isUnusualPrice, isUnusualStock } from './unusualChange'

it.each([
  [5500, 549500, true],
  [1290, 11290290, true],
  [1990, 600, true],
  [1990, 0, true],
  [1000, 3000, false],
  [0, 1990, false],
])('a price that goes from %i to %i is asked about: %s', (before, now, asked) => {
  expect(isUnusualPrice(now, before)).toBe(asked)
})

it.each([
  [12, 512, true],
  [200, 12, true],
  [12, 120, false],
  [14, 0, false],
  [0, 500, false],
])('a stock that goes from %i to %i is asked about: %s', (before, now, asked) => {
  expect(isUnusualStock(now, before)).toBe(asked)
})
