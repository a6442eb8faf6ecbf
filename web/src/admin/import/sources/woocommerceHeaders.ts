/**
 * WooCommerce names its columns in the language of the user who exports. By its German translations, of which some have changed
 * over the years, its English names; all without case.
 */
const german: Readonly<Record<string, string>> = {
  typ: 'type',
  artikelnummer: 'sku',
  'art.-nr.': 'sku',
  veröffentlicht: 'published',
  'sichtbarkeit im katalog': 'visibility in catalog',
  katalogsichtbarkeit: 'visibility in catalog',
  kurzbeschreibung: 'short description',
  beschreibung: 'description',
  'datum, an dem angebotspreis beginnt': 'date sale price starts',
  'datum, an dem der angebotspreis beginnt': 'date sale price starts',
  'datum, an dem angebotspreis endet': 'date sale price ends',
  'datum, an dem der angebotspreis endet': 'date sale price ends',
  'vorrätig?': 'in stock?',
  'auf lager?': 'in stock?',
  bestand: 'stock',
  lager: 'stock',
  lagerbestand: 'stock',
  'lieferrückstände erlaubt?': 'backorders allowed?',
  'lieferrückstande erlaubt?': 'backorders allowed?',
  'rückstände erlaubt?': 'backorders allowed?',
  angebotspreis: 'sale price',
  'regulärer preis': 'regular price',
  bilder: 'images',
  'übergeordnetes produkt': 'parent',
}

const germanAttributes: Readonly<Record<string, string>> = {
  name: 'name', 'wert(e)': 'value(s)', sichtbar: 'visible', global: 'global', standard: 'default',
}

/** The English name of a column, as `columnName` makes them; the column itself when it is no translation. */
export function woocommerceColumn(column: string): string {
  const [, place, part] = /^attribut (\d+) (\S+)$/.exec(column) ?? []
  const attribute = place && part && germanAttributes[part]
  return attribute ? `attribute ${place} ${attribute}` : (german[column] ?? column)
}
