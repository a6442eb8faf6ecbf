import { latinLetters } from '../../latinLetters'

const maxLength = 64
const isId = (text: string) => /^[a-z0-9-]{1,64}$/.test(text)

/** FNV-1a with 64 bits, always the same for the same text. */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(36)
}

/** An id of a key that differs from those of all other keys. */
function hashedId(key: string): string {
  const [slug, hash] = [slugOf(key), hashOf(key)]
  return slug ? `${slug.slice(0, maxLength - hash.length - 1).replace(/-$/, '')}-${hash}` : `product-${hash}`
}

const slugOf = (key: string) =>
  latinLetters(key.toLowerCase()).replace(/['’]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')

/**
 * The product's id: the key itself when it is one, or else made of it, always the same. A key that loses letters on the way,
 * such as one in Chinese, or is too long, gets a hash of itself at the end.
 */
export function idOf(key: string): string {
  if (isId(key)) return key
  const slug = slugOf(key)
  const lost = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(key)
  return isId(slug) && !lost ? slug : hashedId(key)
}

/** Gives each key an id of its own; keys that are ids come first. */
export function idsOf(keys: readonly string[]): Map<string, string> {
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  for (const key of [...keys.filter(isId), ...keys.filter((other) => !isId(other))]) {
    if (ids.has(key)) continue
    const id = taken.has(idOf(key)) ? hashedId(key) : idOf(key)
    taken.add(id)
    ids.set(key, id)
  }
  return ids
}
