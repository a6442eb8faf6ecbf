import { ref } from 'vue'

/** The currency that a new product begins with: that of the product saved last. */
export const lastCurrency = ref('EUR')
