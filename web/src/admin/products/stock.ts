/** The server's limit. */
const maxStock = 1_000_000_000

/** Parses a number of pieces; undefined if it is not a whole number within the server's limit. */
export function parseStock(text: string): number | undefined {
  // Input methods may write full-width digits.
  const number = text.normalize('NFKC').trim()
  const pieces = /^\d{1,10}$/.test(number) ? Number(number) : undefined
  return pieces !== undefined && pieces <= maxStock ? pieces : undefined
}
