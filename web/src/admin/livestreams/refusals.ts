import type { AdminMessages } from '../i18n'
import { reasonOf, type Reason } from '../reasons'
import type { Command, CommandKind } from './commands'

/** What a reason means for a pin rather than for a product. */
const ofPins: Partial<Record<CommandKind, Partial<Record<Reason, Reason>>>> = {
  move: { changed: 'order-changed', gone: 'not-pinned' },
  show: { gone: 'not-pinned' },
  hide: { gone: 'not-pinned' },
  unpin: { gone: 'not-pinned' },
}

/** A refused command in one sentence: what was not done, and why. */
export function refusalOf({ kind, product }: Command, error: unknown): (m: AdminMessages) => string {
  const reason = reasonOf(error)
  const shown = ofPins[kind]?.[reason] ?? reason
  return (m) => `${m.notDone[kind](product?.name ?? '')}: ${m.reasons[shown]}`
}
