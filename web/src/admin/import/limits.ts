/** The server's limits of a product. */
export const maxNameLength = 200
export const maxDescriptionLength = 4_000
export const maxImages = 10
export const maxAltTextLength = 200
export const maxOptions = 3
export const maxVariants = 100
export const maxOptionLength = 60
export const maxSkuLength = 100
export const maxAddressLength = 2_048
export const maxStock = 1_000_000_000
/** In minor units. */
export const maxAmount = 900_000_000_000

/** The page's own limits: what a browser reads and shows at ease. */
export const maxFileBytes = 64 * 1024 * 1024
export const maxRows = 50_000
