import type { LiveStreamDetails } from '../../api/types'
import { missing, notLoadable, tooLong } from '../checks'
import type { FieldErrors } from '../forms'
import type { AdminMessages } from '../i18n'

/** The form's fields as text, with the date in the admin's time zone. */
export interface StreamDraft {
  id: string
  title: string
  description: string
  playbackUrl: string
  thumbnailUrl: string
  scheduledFor: string
}

export type StreamField = keyof StreamDraft

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** The value of a datetime-local field: "2026-11-22T18:30". */
export function toDateField(iso: string | null | undefined): string {
  if (!iso) return ''
  const at = new Date(iso)
  return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`
}

const toMoment = (field: string): string => new Date(field).toISOString()

export const draftOf = (stream?: LiveStreamDetails): StreamDraft => ({
  id: stream?.streamId ?? '',
  title: stream?.title ?? '',
  description: stream?.description ?? '',
  playbackUrl: stream?.playbackUrl ?? '',
  thumbnailUrl: stream?.thumbnailUrl ?? '',
  scheduledFor: toDateField(stream?.scheduledFor),
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
  scheduledFor: draft.scheduledFor ? toMoment(draft.scheduledFor) : null,
})

export const newStream = (draft: StreamDraft) => ({ ...values(draft), ...(draft.id.trim() && { id: draft.id.trim() }) })

/** Only the changed fields, so that other admins' changes of the rest are kept. */
export function editBetween(before: StreamDraft, after: StreamDraft): Partial<StreamValues> {
  const changed = Object.entries(values(after)).filter(([field]) => before[field as StreamField].trim() !== after[field as StreamField].trim())
  return Object.fromEntries(changed)
}

/** Client-side validation with the server's rules. */
export function checkStream(draft: StreamDraft): FieldErrors<StreamField> {
  const id = draft.id.trim()
  const at = draft.scheduledFor
  return {
    ...tooLong(draft, { title: 200, description: 4000, playbackUrl: 2048, thumbnailUrl: 2048 }),
    ...notLoadable(draft, ['playbackUrl', 'thumbnailUrl']),
    ...missing(draft, ['title']),
    ...(id && !/^[a-z0-9-]{1,64}$/.test(id) && { id: (m: AdminMessages) => m.invalid.id }),
    ...(at && Number.isNaN(Date.parse(at)) && { scheduledFor: (m: AdminMessages) => m.invalid.date }),
  }
}
