import { defineMessages } from './language'
import english from './en'

export { chooseLanguage, languages, preferredLanguage, setLanguage, useLanguage, type Language } from './language'
export { useFormats } from './formats'

const catalogue = defineMessages(english, { de: () => import('./de') })

/** The messages of the customer's pages. */
export const useMessages = () => catalogue.messages
