import type { LiveStreamChange, LiveStreamDetails } from '../../api/types'
import { useFormats } from '../../i18n'
import type { AdminMessages } from '../i18n'

type Details = NonNullable<NonNullable<LiveStreamChange['before']>['details']>
type Field = Extract<keyof AdminMessages['streamEdit'], keyof Details>

const fields: readonly Field[] = ['title', 'scheduledFor', 'description', 'playbackUrl', 'thumbnailUrl']

/** Tells in a sentence what an edit of a stream changed: the old and the new value where they are short, and who changed it. */
export function describeEdit(
  m: AdminMessages, by: string, change: LiveStreamChange, changes: readonly LiveStreamChange[], stream: LiveStreamDetails,
): string {
  const before = change.before?.details
  if (!before) return m.did.edited(by)
  const next = changes.find((later) => later.version > change.version && later.action === 'edited')
  const after: Details = next?.before?.details ?? stream
  const formats = useFormats()
  const valueOf = (details: Details, field: Field) => {
    const value = details[field]
    return !value ? m.streamEdit.none : field === 'scheduledFor' ? formats.shortDateTime(value) : `“${value}”`
  }
  const parts = fields.filter((field) => before[field] !== after[field])
    .map((field) => m.streamEdit[field](valueOf(before, field), valueOf(after, field)))
  return parts.length ? m.did.editedParts(by, parts) : m.did.edited(by)
}
