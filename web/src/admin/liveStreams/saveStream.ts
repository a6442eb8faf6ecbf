import { unwrap, useApi } from '../../api/client'
import type { LiveStreamDetails } from '../../api/types'
import { conflictsOf, retryOnConflict } from '../retryOnConflict'
import { draftOf, editBetween, newStream, type StreamDraft } from './streamDraft'

/**
 * Creates a stream, or saves the fields that differ from the stream that the draft was made from.
 * @throws EditConflictError with the current stream when somebody else changed the same fields.
 */
export async function saveStream(draft: StreamDraft, seen?: LiveStreamDetails): Promise<LiveStreamDetails> {
  if (!seen) return unwrap(useApi().POST('/livestreams', { body: newStream(draft) }))
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
