import { defineMessages } from '../../../i18n/language'
import english from './en'

export type { ImportMessages } from './en'

const catalogue = defineMessages(english, { de: () => import('./de') })

/** The messages of the import, which are loaded with its page only. */
export const useImportMessages = () => catalogue.messages
export const importMessagesReady = catalogue.ready
