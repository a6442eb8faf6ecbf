import { expect, it } from 'vitest'
import { isNewer, newest } from './byVersion'

const at = (version: number) => ({ version })

it.each([
  [at(2), at(1), true],
  [at(1), at(1), false],
  [at(1), at(2), false],
  [at(1), undefined, true],
  [undefined, at(1), false],
  [undefined, undefined, false],
])('isNewer(%o, %o) is %s', (next, held, newer) => {
  expect(isNewer(next, held)).toBe(newer)
})

it('newest keeps the object that is held unless the other has a higher version', () => {
  const held = at(2)
  const later = at(3)
  expect([newest(held, at(2)), newest(held, at(1)), newest(held, later), newest(undefined, held)]).toEqual([held, held, later, held])
  expect(newest(held, at(2))).toBe(held)
})
