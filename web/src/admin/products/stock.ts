/** The server's limit. */
const maxStock = 1_000_000_000

/** Parses a number of pieces; undefined if it is not a whole number within the server's limit. */
export function parseStock(text: string): number | undefined {
  const pieces = /^\d{1,10}$/.test(text.trim()) ? Number(text) : undefined
  return pieces !== undefined && pieces <= maxStock ? pieces : undefined
}
