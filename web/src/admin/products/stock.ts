/** The server's limit. */
const maxStock = 1_000_000_000

/** Stands in a field for pieces that are not counted. */
const notCounted = '–'

/** A number of pieces as it is typed. */
export const plainStock = (stock: number | null): string => (stock === null ? notCounted : String(stock))

/** Parses a number of pieces, null for a dash; undefined if it is not a whole number within the server's limit. */
export function parseStock(text: string): number | null | undefined {
  // Input methods may write full-width digits.
  const number = text.normalize('NFKC').trim()
  if (number === notCounted || number === '-') return null
  const pieces = /^\d{1,10}$/.test(number) ? Number(number) : undefined
  return pieces !== undefined && pieces <= maxStock ? pieces : undefined
}

/** At or below this number of pieces a product is low, as the server's filter has it. */
const lowStock = 10

export const isOut = (stock: number | null): boolean => stock === 0

export const isLow = (stock: number | null): boolean => stock !== null && stock > 0 && stock <= lowStock
