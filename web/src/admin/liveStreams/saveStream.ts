import { unwrap, useApi } from '../../api/client'
import { createdBefore } from '../../api/idempotencyKey'
import { ApiError } from '../../api/problem'
import type { LiveStreamDetails } from '../../api/types'
import { conflictsOf, retryOnConflict } from '../retryOnConflict'
import { slugOf } from './slug'
import { draftOf, editBetween, newStream, type StreamDraft, type StreamValues } from './streamDraft'

/** How many addresses are tried before the admin is asked for another one. */
const maxSuggestions = 20

export interface Creation {
  /** Whether the address was made by the page, so that another one may be taken. */
  suggested: boolean
  /** Idempotency key of the form: sent again, because its answer was lost, a create finds the stream that it made before. */
  key: string
}

/** Creates a stream; a suggested address that is taken gets a number: "winter-table-2". */
async function create(draft: StreamDraft, { suggested, key }: Creation): Promise<LiveStreamDetails> {
  const address = draft.id.trim() || slugOf(draft.title)
  for (let number = 1; ; number++) {
    const id = number === 1 ? address : `${address}-${number}`
    try {
      const params = { header: { 'Idempotency-Key': key } }
      return await unwrap(useApi().POST('/livestreams', { params, body: newStream({ ...draft, id }) }))
    } catch (error) {
      // The first attempt was carried out; the form was changed after it.
      const made = createdBefore<LiveStreamDetails>(error)
      if (made) return edit(made, editBetween(draftOf(made), { ...draft, id }))
      const taken = error instanceof ApiError && error.slug === 'already-exists'
      if (!taken || (!suggested && draft.id.trim()) || number === maxSuggestions) throw error
    }
  }
}

function edit(seen: LiveStreamDetails, changes: Partial<StreamValues>): Promise<LiveStreamDetails> {
  return retryOnConflict(
    seen,
    (base) =>
      unwrap(useApi().PATCH('/livestreams/{id}', {
        params: { path: { id: base.streamId }, header: { 'If-Match': `"${base.version}"` } },
        body: changes,
      })),
    (current) => conflictsOf<Partial<LiveStreamDetails>>(seen, current, changes).length > 0,
  )
}

/**
 * Creates a stream, or saves the fields that differ from the stream that the draft was made from.
 * @throws EditConflictError with the current stream when somebody else changed the same fields.
 */
export const saveStream = (draft: StreamDraft, seen: LiveStreamDetails | undefined, creation: Creation): Promise<LiveStreamDetails> =>
  seen ? edit(seen, editBetween(draftOf(seen), draft)) : create(draft, creation)
