import { cell, type Row, type Table } from '../file/table'
import { splitAddresses } from '../values/address'
import { Draft, groupBy } from './draft'
import { isOver } from './salePeriod'

const attributePlaces = (table: Table) =>
  [...table.columns].flatMap((column) => /^attribute (\d+) name$/.exec(column)?.[1] ?? [])

export const woocommerceColumns: ReadonlySet<string> = new Set([
  'id', 'type', 'sku', 'name', 'published', 'visibility in catalog', 'short description', 'description', 'in stock?', 'stock',
  'backorders allowed?', 'sale price', 'regular price', 'images', 'parent', 'date sale price starts', 'date sale price ends',
])
export const isWoocommerceAttribute = (column: string): boolean => /^attribute \d+ (name|value\(s\)|visible|global|default)$/.test(column)

const isVariation = (row: Row) => typesOf(row).includes('variation')
const typesOf = (row: Row) => cell(row, 'type').toLowerCase().split(/\s*,\s*/)
const isOn = (text: string) => text === '1' || /^(yes|true)$/i.test(text)
const keyOf = (row: Row) => cell(row, 'sku') || (cell(row, 'id') && `id:${cell(row, 'id')}`) || cell(row, 'name')

/** Products of WooCommerce's export; the variations are those of the product that they name by its SKU or `id:`. */
export function woocommerceDrafts(table: Table, now: Date): Draft[] {
  const parents = groupBy(table.rows.filter((row) => !isVariation(row)), keyOf)
  const keys = new Map<string, string>()
  for (const [key, [row]] of parents) {
    keys.set(key, key)
    if (row && cell(row, 'id')) keys.set(`id:${cell(row, 'id')}`, key)
  }
  const variations = groupBy(table.rows.filter(isVariation), (row) => keys.get(cell(row, 'parent')) ?? `\n${cell(row, 'parent')}`)
  const reader = new Reader(table, now)
  return [
    ...[...parents].map(([key, rows]) => reader.product(key, rows, variations.get(key) ?? [])),
    ...[...variations].filter(([key]) => key.startsWith('\n')).map(([key, rows]) => reader.orphans(key.slice(1), rows)),
  ]
}

class Reader {
  private readonly places: string[]

  constructor(private readonly table: Table, private readonly now: Date) {
    this.places = attributePlaces(table)
  }

  orphans(parent: string, rows: Row[]): Draft {
    const [first] = rows
    const draft = new Draft((first && cell(first, 'sku', 'name')) || parent, rows)
    draft.name = first ? cell(first, 'name') : ''
    draft.refuse('parentMissing', parent)
    return draft
  }

  product(key: string, own: Row[], variations: Row[]): Draft {
    const [first] = own
    const id = first && cell(first, 'id')
    const draft = new Draft(key, [...own, ...variations], key.startsWith('id:') ? `woo-${id ?? ''}` : key)
    if (!first) return draft
    this.describe(draft, first)
    const types = typesOf(first)
    if (types.includes('variable')) this.addVariations(draft, first, own, variations)
    else if (types.includes('simple')) {
      for (const row of own) this.add(draft, row, [])
      if (variations.length) draft.refuse('variationsOfSimple')
    } else draft.refuse('kindNotSold', cell(first, 'type'))
    return draft
  }

  private describe(draft: Draft, row: Row): void {
    draft.name = cell(row, 'name')
    const texts = [cell(row, 'short description'), cell(row, 'description')].map((text) => text.replaceAll('\\n', '\n'))
    if (this.has('description') || this.has('short description')) draft.description = [...new Set(texts)].filter(Boolean).join('\n\n')
    if (this.has('images')) draft.images = splitAddresses(cell(row, 'images'))
    draft.isHidden = (this.has('published') && !isOn(cell(row, 'published'))) || /^hidden$/i.test(cell(row, 'visibility in catalog'))
  }

  private addVariations(draft: Draft, parent: Row, own: Row[], variations: Row[]): void {
    for (const row of own.slice(1)) draft.refuse('contradiction', 'SKU', parent.row, row.row)
    const names = this.places.map((place) => cell(parent, `attribute ${place} name`))
    const used = names.filter((name) => name && variations.some((row) => this.valueOf(row, name) !== undefined))
    draft.optionNames = used
    draft.optionValues = used.map((name) => {
      const values = (this.valueOf(parent, name) ?? '').split(/\s*,\s*/)
      const chosen = new Set(variations.map((row) => this.valueOf(row, name)))
      return values.filter((value) => chosen.has(value))
    })
    for (const row of variations) {
      if (this.has('published') && cell(row, 'published') && !isOn(cell(row, 'published'))) draft.remark('variationHidden', row.row)
      else this.add(draft, row, used.map((name) => this.valueOf(row, name) ?? ''))
    }
    if (!variations.length) draft.refuse('noVariations')
  }

  private add(draft: Draft, row: Row, optionValues: string[]): void {
    const [regular, sale] = [cell(row, 'regular price'), this.saleOf(draft, row)]
    draft.add({
      row: row.row,
      optionValues,
      sku: this.has('sku') ? cell(row, 'sku') : undefined,
      price: sale || regular,
      compareAtPrice: sale ? regular : '',
      stock: this.stockOf(draft, row),
      image: optionValues.length && this.has('images') ? (splitAddresses(cell(row, 'images'))[0] ?? '') : undefined,
    })
  }

  private saleOf(draft: Draft, row: Row): string {
    const sale = cell(row, 'sale price')
    if (!sale || !isOver(cell(row, 'date sale price starts'), cell(row, 'date sale price ends'), this.now)) return sale
    draft.remark('saleNotNow', row.row)
    return ''
  }

  private stockOf(draft: Draft, row: Row): string | number | null | undefined {
    if (!this.has('stock') && !this.has('in stock?')) return undefined
    const [stock, backorders] = [cell(row, 'stock'), cell(row, 'backorders allowed?')]
    if (stock && (isOn(backorders) || /notify/i.test(backorders))) {
      draft.remark('sellsOn', row.row)
      return null
    }
    if (stock && stock !== 'parent') return stock
    return this.has('in stock?') && !isOn(cell(row, 'in stock?')) && !/backorder/i.test(cell(row, 'in stock?')) ? 0 : null
  }

  private valueOf(row: Row, attribute: string): string | undefined {
    const place = this.places.find((other) => cell(row, `attribute ${other} name`) === attribute)
    return place && cell(row, `attribute ${place} value(s)`)
  }

  private has(column: string): boolean {
    return this.table.columns.has(column)
  }
}
