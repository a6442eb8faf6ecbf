import { ref } from 'vue'

const open = ref(false)

/** Whether the cart is open, shared by all components. */
export const useCartDrawer = () => open
