import { computed, ref } from 'vue'
import { shop } from '../../shop/shop'

const last = ref<string>()

/** The currency that is preset for a new product: that of the product saved last, or else the shop's. */
export const lastCurrency = computed({
  get: () => last.value ?? shop.value?.currency ?? 'EUR',
  set: (currency: string) => { last.value = currency },
})
