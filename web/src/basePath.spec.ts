import { expect, it } from 'vitest'
import { siteAddress } from './basePath'

it('addresses of this site are below the base path', () => {
  expect(siteAddress('/sample/images/mug.svg', '/shop')).toBe('/shop/sample/images/mug.svg')
  expect(siteAddress('/sample/images/mug.svg', '')).toBe('/sample/images/mug.svg')
})

it.each(['https://pictures.example/mug.jpg', '//pictures.example/mug.jpg', '/\\pictures.example/mug.jpg', 'data:,', 'mug.jpg', ''])(
  'the address %j stays as it is, as it does not start at the root of this site',
  (address) => { expect(siteAddress(address, '/shop')).toBe(address) },
)
