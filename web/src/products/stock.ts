/** At or below this number of pieces the customer is told how many are left. */
export const lowStock = 5

/** Pieces left to sell; null when they are not counted, and so never sold out. */
export type Stock = number | null

/** The number of pieces that can be bought. */
export const piecesLeft = (stock: Stock): number => stock ?? Infinity

export const isSoldOut = (stock: Stock): boolean => piecesLeft(stock) <= 0
