import { unwrap, useApi } from '../../api/client'
import type { Shop } from '../../api/types'
import { conflictsOf, retryOnConflict } from '../retryOnConflict'
import type { ShopFields } from './shopDraft'

/** What the settings were written as, with the ids that the server gave to new VAT rates. */
const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

const changesOf = (fields: ShopFields, seen: Shop): Partial<ShopFields> =>
  Object.fromEntries(Object.entries(fields).filter(([field, value]) => !same(value, seen[field as keyof ShopFields])))

/**
 * Saves the fields that differ from the settings that the admin has seen, and keeps the current values of all others.
 * @throws EditConflictError with the current settings when somebody else changed the same fields.
 */
export function saveShop(fields: ShopFields, seen: Shop): Promise<Shop> {
  const change = changesOf(fields, seen)
  return retryOnConflict(
    seen,
    (base) =>
      unwrap(useApi().PUT('/shop', { params: { header: { 'If-Match': `"${base.version}"` } }, body: { ...base, ...change } })),
    (current) => conflictsOf<Partial<ShopFields>>(seen, current, change).length > 0,
  )
}
