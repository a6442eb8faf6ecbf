import type { ProductCard } from '../../api/types'
import { useLanguage } from '../../i18n'
import { formatPrice, samePrice } from '../../products/price'
import { piecesLeft, sameAvailability } from '../../products/stock'
import type { AdminMessages } from '../i18n'

type Field = 'price' | 'stock' | 'name' | 'imageUrl'

/** The fields that differ, in the order in which they are told. */
function changedFields(before: ProductCard, after: ProductCard): Field[] {
  const fields: Field[] = ['price', 'stock', 'name', 'imageUrl']
  return fields.filter((field) => {
    if (field === 'price') return !samePrice(before.price, after.price)
    return field === 'stock' ? !sameAvailability(before, after) : before[field] !== after[field]
  })
}

function valuesOf(m: AdminMessages, field: Field, card: ProductCard): string {
  const { locale } = useLanguage()
  switch (field) {
    case 'price': return formatPrice(card.price, locale.value)
    case 'stock':
      if (card.availability === 'in-stock') return m.cardChange.inStock
      return new Intl.NumberFormat(locale.value).format(piecesLeft(card))
    case 'name': return card.name
    case 'imageUrl': return ''
  }
}

/** Tells in a sentence what a product's change changed on its card: the old and the new value, and who changed it. */
export function describeCardChange(m: AdminMessages, by: string, before: ProductCard, after: ProductCard): string {
  const fields = changedFields(before, after)
  const told = (field: Field) => [valuesOf(m, field, before), valuesOf(m, field, after)] as const
  const [only] = fields
  if (!only) return m.did['product-refreshed'](by, after.name)
  if (fields.length > 1) return m.cardChange.several(by, before.name, fields.map((field) => m.cardChange.values[field](...told(field))))
  return m.cardChange[only](by, before.name, ...told(only))
}
