import { serverNow } from '../../api/serverClock'
import { latinLetters } from '../latinLetters'

const maxLength = 60

/** A day in local time, as "2026-11-30". */
const dayOf = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-')

/**
 * An address made of a title: lower case, without marks, with hyphens. A title in a script that has no Latin letters
 * gets one of the day instead, since what remains of it would say nothing.
 */
export function slugOf(title: string, day = new Date(serverNow())): string {
  const plain = latinLetters(title.toLowerCase())
  const letters = plain.match(/\p{L}/gu)?.length ?? 0
  const kept = plain.match(/[a-z]/g)?.length ?? 0
  if (!title.trim()) return ''
  const slug = plain.replace(/['’]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  if (kept * 2 < letters || !slug) return `stream-${dayOf(day)}`
  // Cut between words where that leaves enough.
  return slug.length <= maxLength ? slug : slug.slice(0, maxLength + 1).replace(/-[^-]*$/, '').slice(0, maxLength)
}
