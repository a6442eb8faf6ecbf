import { defineMessages } from './language'
import english from './en'

export { chooseLanguage, languages, preferredLanguage, setLanguage, useLanguage, type Language } from './language'
export { useFormats } from './formats'

const catalogue = defineMessages(english, { de: () => import('./de') })

/** The words of the customer's pages; the admin's are a catalogue of their own. */
export const useMessages = () => catalogue.messages
