import { expect, it } from 'vitest'
import { fittedSize, largestArea, moveArea, zoomArea } from './cropArea'

const wide = { width: 400, height: 200 }
const tall = { width: 200, height: 400 }

it('the largest square of a picture lies in its middle', () => {
  expect(largestArea(wide, 1)).toEqual({ x: 100, y: 0, width: 200, height: 200 })
  expect(largestArea(tall, 1)).toEqual({ x: 0, y: 100, width: 200, height: 200 })
})

it('the largest area of another shape fills the picture in one direction', () => {
  expect(largestArea(wide, 2)).toEqual({ x: 0, y: 0, width: 400, height: 200 })
  expect(largestArea(tall, 2)).toEqual({ x: 0, y: 150, width: 200, height: 100 })
})

it.each([
  [30, 0, { x: 130, y: 0 }],
  [-500, -500, { x: 0, y: 0 }],
  [500, 500, { x: 200, y: 0 }],
])('an area moved by %i, %i stays inside the picture', (x, y, place) => {
  expect(moveArea(largestArea(wide, 1), wide, x, y)).toMatchObject({ ...place, width: 200, height: 200 })
})

it('an area is zoomed around its middle', () => {
  expect(zoomArea(largestArea(wide, 1), wide, 1, 2)).toEqual({ x: 150, y: 50, width: 100, height: 100 })
})

it('an area that is zoomed out at an edge of the picture stays inside', () => {
  const corner = moveArea(zoomArea(largestArea(wide, 1), wide, 1, 4), wide, 500, 500)
  expect(zoomArea(corner, wide, 1, 1)).toEqual({ x: 200, y: 0, width: 200, height: 200 })
})

it('a size is made smaller until its longest side fits, and never larger', () => {
  expect(fittedSize({ width: 4000, height: 3000 }, 1600)).toEqual({ width: 1600, height: 1200 })
  expect(fittedSize({ width: 4000, height: 1 }, 1600)).toEqual({ width: 1600, height: 1 })
  expect(fittedSize({ width: 40, height: 30 }, 1600)).toEqual({ width: 40, height: 30 })
})
