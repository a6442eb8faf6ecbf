import { describe, expect, it } from 'vitest'
import { isNewer, newest, restoreDetector } from './byVersion'

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

describe('restoreDetector', () => {
  it('takes a lower version that two answers confirm more than two seconds apart', () => {
    const detector = restoreDetector()
    expect(detector.isRestored(at(9), at(4), 0)).toBe(false)
    expect(detector.suspects).toBe(true)
    expect(detector.isRestored(at(9), at(4), 1_000)).toBe(false)
    expect(detector.isRestored(at(9), at(5), 2_500)).toBe(true)
    expect(detector.suspects).toBe(false)
  })

  it('takes nothing when the second answer has what was held at the first', () => {
    const detector = restoreDetector()
    detector.isRestored(at(9), at(8), 0)
    expect(detector.isRestored(at(12), at(9), 2_500)).toBe(false)
    expect(detector.isRestored(at(12), at(11), 5_000)).toBe(false)
  })

  it('forgets its suspicion when nothing is newer', () => {
    const detector = restoreDetector()
    detector.isRestored(at(9), at(8), 0)
    detector.isRestored(at(9), undefined, 2_500)
    expect(detector.suspects).toBe(false)
  })
})
