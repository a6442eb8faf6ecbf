import { defineMessages } from '../../../i18n/language'
import english from './en'

export type { OrderMessages } from './en'

const catalogue = defineMessages(english, { de: () => import('./de') })

/** The messages of the pages of orders, which are loaded with them only. */
export const useOrderMessages = () => catalogue.messages
export const orderMessagesReady = catalogue.ready
