import { ref } from 'vue'

const open = ref(false)

/** Whether the cart is shown; any part of the page may open it. */
export const useCartDrawer = () => open
