import { defineMessages } from '../../i18n/language'
import english from './en'

export type { AdminMessages } from './en'

const catalogue = defineMessages(english, { de: () => import('./de') })

/** The messages of the admin's pages. */
export const useAdminMessages = () => catalogue.messages
export const adminMessagesReady = catalogue.ready
