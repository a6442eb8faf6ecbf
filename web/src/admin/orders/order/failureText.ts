import type { AdminMessages } from '../../i18n'
import type { OrderEvent } from '../../../api/types'
import { describeOrderEvent } from '../describeOrderEvent'
import type { OrderMessages } from '../i18n'
import type { ActionFailure } from './useOrder'

/** The changes of others in one sentence. */
export const meanwhileText = (m: OrderMessages, events: readonly OrderEvent[]): string =>
  (events.length ? m.meanwhile(events.map((event) => describeOrderEvent(m, event)).join('; ')) : '')

/** Why an action was not carried out. */
export function failureText(m: OrderMessages, admin: AdminMessages, { action, reason, slug }: ActionFailure): string {
  if (reason === 'changed') return `${m.notDone[action]}. ${m.changed}`
  const known = slug in m.refusals ? m.refusals[slug as keyof OrderMessages['refusals']] : undefined
  return `${m.notDone[action]}: ${known ?? admin.reasons[reason]}`
}
