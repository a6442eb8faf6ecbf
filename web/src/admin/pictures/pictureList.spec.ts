import { expect, it } from 'vitest'
import { movePicture, readPictures, writePictures } from './pictureList'

it('the addresses of pictures are read back as they were written', () => {
  const addresses = ['/api/media/a.webp', 'https://shop.test/b.jpg?x=1,2']
  expect(readPictures(writePictures(addresses))).toEqual(addresses)
  expect(readPictures(' \n')).toEqual([])
})

it.each([
  [0, 2, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [1, 1, ['a', 'b', 'c']],
])('a picture is moved from %i to %i', (from, to, expected) => {
  expect(movePicture(['a', 'b', 'c'], from, to)).toEqual(expected)
})
