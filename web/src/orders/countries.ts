// As of the Universal Postal Union's addressing guides, https://www.upu.int/en/postal-solutions/programmes-services/addressing-solutions.
const withoutPostalCodes = new Set(
  ('AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GA GD GH GM GQ GY HK KI KM KP ML MO MR MW NR NU QA RW SB SC ' +
    'SL SR ST SY TD TF TG TK TL TO TV UG VU YE ZW').split(' '),
)
/** Countries in whose addresses a state or a province belongs. */
const withRegions = new Set('AE AR AU BR CA CN ES HK ID IE IN IT JP KR MX MY NG PE PH TH TR TW UA US VE ZA'.split(' '))

/** Whether an address of a country needs a postal code; of none that is chosen yet it does. */
export const hasPostalCodes = (country: string): boolean => !withoutPostalCodes.has(country)

export const hasRegions = (country: string): boolean => withRegions.has(country)

/** Countries with their names in a language, by name. */
export function countriesByName(codes: readonly string[], locale: string): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  return codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((one, other) => one.name.localeCompare(other.name, locale))
}

/** The country that an address most likely lies in: the only one, or that of the browser's language; empty when neither is known. */
export function likelyCountry(shipsTo: readonly string[], locale: string): string {
  const [only, ...others] = shipsTo
  if (only && !others.length) return only
  const region = new Intl.Locale(locale).region
  return region && shipsTo.includes(region) ? region : ''
}
