import { unwrap, useApi } from '../../api/client'
import { ApiError } from '../../api/problem'
import type { LiveStreamDetails } from '../../api/types'
import { conflictsOf, retryOnConflict } from '../retryOnConflict'
import { slugOf } from './slug'
import { draftOf, editBetween, newStream, type StreamDraft } from './streamDraft'

/** How many addresses are tried before the admin is asked for another one. */
const maxSuggestions = 20

/** Creates a stream; a suggested address that is taken gets a number: "winter-table-2". */
async function create(draft: StreamDraft, suggested: boolean): Promise<LiveStreamDetails> {
  const address = draft.id.trim() || slugOf(draft.title)
  for (let number = 1; ; number++) {
    const id = number === 1 ? address : `${address}-${number}`
    try {
      return await unwrap(useApi().POST('/livestreams', { body: newStream({ ...draft, id }) }))
    } catch (error) {
      const taken = error instanceof ApiError && error.slug === 'already-exists'
      if (!taken || (!suggested && draft.id.trim()) || number === maxSuggestions) throw error
    }
  }
}

/**
 * Creates a stream, or saves the fields that differ from the stream that the draft was made from.
 * @param suggested Whether the address was made by the page, so that another one may be taken.
 * @throws EditConflictError with the current stream when somebody else changed the same fields.
 */
export async function saveStream(draft: StreamDraft, seen?: LiveStreamDetails, suggested = false): Promise<LiveStreamDetails> {
  if (!seen) return create(draft, suggested)
  const edit = editBetween(draftOf(seen), draft)
  return retryOnConflict(
    seen,
    (base) =>
      unwrap(useApi().PATCH('/livestreams/{id}', {
        params: { path: { id: base.streamId }, header: { 'If-Match': `"${base.version}"` } },
        body: edit,
      })),
    (current) => conflictsOf<Partial<LiveStreamDetails>>(seen, current, edit).length > 0,
  )
}
