import type { PostalAddress } from '../api/types'

/** Countries that write the postal code behind the town, on its line or on one of its own. */
const codeBehindTown = new Set(['US', 'CA', 'AU', 'IN', 'NZ', 'TW', 'TH'])
const codeOnItsOwnLine = new Set(['GB', 'IE'])

function townLines({ city, postalCode, region, country }: PostalAddress): string[] {
  if (codeOnItsOwnLine.has(country)) return [city, region ?? '', postalCode ?? '']
  if (codeBehindTown.has(country)) return [[[city, region].filter(Boolean).join(', '), postalCode].filter(Boolean).join(' ')]
  return [[postalCode, city].filter(Boolean).join(' '), region ?? '']
}

export const countryName = (code: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' }).of(code) ?? code

/** The lines of an address as they are written on a parcel. */
export const addressLines = (name: string, address: PostalAddress, locale: string): string[] =>
  [name, address.line1, address.line2 ?? '', ...townLines(address), countryName(address.country, locale)].filter(Boolean)
