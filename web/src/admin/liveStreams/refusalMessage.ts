import type { AdminMessages } from '../i18n'
import { reasonOf, type Reason } from '../reasons'
import type { Command, CommandKind } from './commands'

/** The reason as it applies to a pin rather than to its product. */
const pinReasons: Partial<Record<CommandKind, Partial<Record<Reason, Reason>>>> = {
  move: { changed: 'order-changed', gone: 'not-pinned' },
  show: { gone: 'not-pinned' },
  hide: { gone: 'not-pinned' },
  feature: { gone: 'not-pinned' },
  note: { gone: 'not-pinned' },
  unpin: { gone: 'not-pinned' },
}

/** Says in one sentence which command was refused, and why. */
export function refusalMessage({ kind, product }: Command, error: unknown): (m: AdminMessages) => string {
  const reason = reasonOf(error)
  const shown = pinReasons[kind]?.[reason] ?? reason
  return (m) => `${m.notDone[kind](product?.name ?? '')}: ${m.reasons[shown]}`
}
