/** At or below this number of pieces the customer is told how many are left. */
export const lowStock = 5
