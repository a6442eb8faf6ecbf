import { ApiError } from '../../api/problem'
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
  offer: { gone: 'not-pinned' },
  withdraw: { gone: 'not-pinned' },
  unpin: { gone: 'not-pinned' },
}

/**
 * Says in one sentence which command was refused, and why.
 * @param later Describes the change that stands against an undo.
 */
export function refusalMessage(
  { kind, product }: Command, error: unknown, later: (version: number) => ((m: AdminMessages) => string) | undefined = () => undefined,
): (m: AdminMessages) => string {
  const overtaking = error instanceof ApiError && error.slug === 'overtaken' ? later(error.version ?? 0) : undefined
  if (overtaking) return (m) => m.notDone.overtaken(overtaking(m))
  const reason = reasonOf(error)
  const shown = pinReasons[kind]?.[reason] ?? reason
  return (m) => `${m.notDone[kind](product?.name ?? '')}: ${m.reasons[shown]}`
}
