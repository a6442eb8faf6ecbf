import type { LiveStreamDetails } from '../../api/types'
import { missing, noAddress, tooLong } from '../checks'
import type { FieldErrors } from '../forms'
import type { AdminMessages } from '../i18n'

/** A stream's details as they stand in the form: text only, the date in the admin's own time zone. */
export interface StreamDraft {
  id: string
  title: string
  description: string
  playbackUrl: string
  thumbnailUrl: string
  scheduledFor: string
}

export type StreamField = keyof StreamDraft


const two = (value: number) => String(value).padStart(2, '0')

/** "2026-11-22T18:30" of a moment, as a date field has it. */
export function toDateField(iso: string | null | undefined): string {
  if (!iso) return ''
  const at = new Date(iso)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
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

/** Only what differs from the draft before: what is left out stays as it is, whoever changed it last. */
export function editBetween(before: StreamDraft, after: StreamDraft): Partial<StreamValues> {
  const changed = Object.entries(values(after)).filter(([field]) => before[field as StreamField].trim() !== after[field as StreamField].trim())
  return Object.fromEntries(changed)
}

/** What the server would refuse, said before it is asked. */
export function checkStream(draft: StreamDraft): FieldErrors<StreamField> {
  const id = draft.id.trim()
  const at = draft.scheduledFor
  return {
    ...tooLong(draft, { title: 200, description: 4000, playbackUrl: 2048, thumbnailUrl: 2048 }),
    ...noAddress(draft, ['playbackUrl', 'thumbnailUrl']),
    ...missing(draft, ['title']),
    ...(id && !/^[a-z0-9-]{1,64}$/.test(id) && { id: (m: AdminMessages) => m.invalid.id }),
    ...(at && Number.isNaN(Date.parse(at)) && { scheduledFor: (m: AdminMessages) => m.invalid.date }),
  }
}
