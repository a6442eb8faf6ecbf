import { orderMessagesReady } from '../orders/i18n'

export { default as CartDrawer } from './CartDrawer.vue'

// With them, so that the sheet does not mix two languages.
await orderMessagesReady.catch(() => undefined)
