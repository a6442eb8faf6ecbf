import type { LiveStreamDetails } from '../../api/types'
import { missing, notLoadable, tooLong } from '../checks'
import type { FieldErrors } from '../forms'
import type { AdminMessages } from '../i18n'
import { momentOf, momentsOf, occurrenceOf, toDateField, type Occurrence } from './localTime'
import { streamZone } from './timeZone'

/** The form's fields as text, with the date in the time zone that the admin has chosen. */
export interface StreamDraft {
  id: string
  title: string
  description: string
  playbackUrl: string
  thumbnailUrl: string
  scheduledFor: string
  /** Which of two moments is meant when the clocks show `scheduledFor` twice. */
  occurrence: Occurrence
}

export type StreamField = keyof StreamDraft

export const draftOf = (stream?: LiveStreamDetails, zone = streamZone()): StreamDraft => ({
  id: stream?.streamId ?? '',
  title: stream?.title ?? '',
  description: stream?.description ?? '',
  playbackUrl: stream?.playbackUrl ?? '',
  thumbnailUrl: stream?.thumbnailUrl ?? '',
  scheduledFor: toDateField(stream?.scheduledFor, zone),
  occurrence: occurrenceOf(stream?.scheduledFor, zone),
})

export interface StreamValues {
  title: string
  description: string | null
  playbackUrl: string | null
  thumbnailUrl: string | null
  scheduledFor: string | null
}

const values = (draft: StreamDraft): StreamValues => ({
  title: draft.title.trim(),
  description: draft.description.trim() || null,
  playbackUrl: draft.playbackUrl.trim() || null,
  thumbnailUrl: draft.thumbnailUrl.trim() || null,
  scheduledFor: momentOf(draft.scheduledFor, draft.occurrence, streamZone())?.toISOString() ?? null,
})

export const newStream = (draft: StreamDraft) => ({ ...values(draft), ...(draft.id.trim() && { id: draft.id.trim() }) })

/** Only the changed fields, so that other admins' changes of the rest are kept. */
export function editBetween(before: StreamDraft, after: StreamDraft): Partial<StreamValues> {
  const text = (draft: StreamDraft, field: StreamField) =>
    field === 'scheduledFor' ? draft.scheduledFor + draft.occurrence : draft[field].trim()
  const changed = (field: string) => text(before, field as StreamField) !== text(after, field as StreamField)
  return Object.fromEntries(Object.entries(values(after)).filter(([field]) => changed(field)))
}

/** Client-side validation with the server's rules. */
export function checkStream(draft: StreamDraft): FieldErrors<StreamField> {
  const id = draft.id.trim()
  const moments = draft.scheduledFor ? momentsOf(draft.scheduledFor, streamZone()) : []
  return {
    ...tooLong(draft, { title: 200, description: 4000, playbackUrl: 2048, thumbnailUrl: 2048 }),
    ...notLoadable(draft, ['playbackUrl', 'thumbnailUrl']),
    ...missing(draft, ['title']),
    ...(id && !/^[a-z0-9-]{1,64}$/.test(id) && { id: (m: AdminMessages) => m.invalid.id }),
    ...(!moments && { scheduledFor: (m: AdminMessages) => m.invalid.date }),
    ...(draft.scheduledFor && moments?.length === 0 && { scheduledFor: (m: AdminMessages) => m.invalid.skippedTime }),
    ...(moments && moments.length > 1 && !draft.occurrence && { occurrence: (m: AdminMessages) => m.invalid.repeatedTime }),
  }
}
