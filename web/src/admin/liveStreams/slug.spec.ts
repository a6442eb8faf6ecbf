import { expect, it } from 'vitest'
import { slugOf } from './slug'

it.each([
  ['Winter table', 'winter-table'],
  ['  Töpfe & Körbe: der Abend!  ', 'topfe-korbe-der-abend'],
  ['Ann’s straße — smørrebrød', 'anns-strasse-smorrebrod'],
  ['Ｆｕｌｌ ｗｉｄｔｈ', 'full-width'],
  ['2027', '2027'],
  ['', ''],
  ['冬のテーブル 2', 'stream-2026-11-30'],
  ['Зимний стол', 'stream-2026-11-30'],
  ['!!!', 'stream-2026-11-30'],
])('the title %j becomes the address %j', (title, slug) => {
  expect(slugOf(title, new Date(2026, 10, 30))).toBe(slug)
})

it('a long title is cut between words, within the limit of the server even with a number behind it', () => {
  const slug = slugOf('A very long evening at the wheel with guests from Mashiko and Stoke-on-Trent')
  expect(slug).toBe('a-very-long-evening-at-the-wheel-with-guests-from-mashiko')
  expect(slugOf('x'.repeat(100))).toHaveLength(60)
})
