import { expect, it } from 'vitest'
import { addressLines } from './address'

const address = { line1: '12 High Street', line2: null, postalCode: '12345', city: 'Town', region: null, country: 'DE' }

it.each([
  [{ country: 'DE' }, ['12345 Town', 'Germany']],
  [{ country: 'IT', region: 'RM' }, ['12345 Town', 'RM', 'Italy']],
  [{ country: 'US', region: 'NY' }, ['Town, NY 12345', 'United States']],
  [{ country: 'GB', postalCode: 'SW1A 2AA' }, ['Town', 'SW1A 2AA', 'United Kingdom']],
  [{ country: 'HK', postalCode: null }, ['Town', 'Hong Kong SAR China']],
])('the address %j ends with the lines %j', (given, lines) => {
  expect(addressLines('Rosa', { ...address, ...given }, 'en')).toEqual(['Rosa', '12 High Street', ...lines])
})

it('an address names the country in the language of the page', () => {
  expect(addressLines('Rosa', { ...address, line2: 'c/o Ann' }, 'de')).toEqual(['Rosa', '12 High Street', 'c/o Ann', '12345 Town', 'Deutschland'])
})
