import { expect, it } from 'vitest'
import { countriesByName, likelyCountry } from './countries'

it('countries are listed by their names in the customer’s language', () => {
  expect(countriesByName(['AT', 'CH', 'DE'], 'de').map(({ name }) => name)).toEqual(['Deutschland', 'Österreich', 'Schweiz'])
  expect(countriesByName(['AT', 'DE'], 'en').map(({ name }) => name)).toEqual(['Austria', 'Germany'])
})

it.each([
  [['DE'], 'en-GB', 'DE'],
  [['AT', 'DE'], 'de-AT', 'AT'],
  [['AT', 'DE'], 'de', ''],
  [['AT', 'DE'], 'en-GB', ''],
  [[], 'de-DE', ''],
])('of %o the language %s chooses "%s" beforehand', (shipsTo, locale, expected) => {
  expect(likelyCountry(shipsTo, locale)).toBe(expected)
})
