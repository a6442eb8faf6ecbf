import { defineMessages } from '../../i18n/language'
import english from './en'

export type { OrderMessages } from './en'

const catalogue = defineMessages(english, { de: () => import('./de') })

/** The messages of the checkout and of the orders' page, which are loaded with them. */
export const useOrderMessages = () => catalogue.messages
export const orderMessagesReady = catalogue.ready
