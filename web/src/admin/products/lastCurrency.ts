import { ref } from 'vue'

/** The currency of the product that was saved last, preset for a new one. */
export const lastCurrency = ref('EUR')
