export const shopName = 'Kiln & Co.'
