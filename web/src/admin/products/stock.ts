/** The most pieces that a product may have; as the server has it. */
export const mostStock = 1_000_000_000

/** A whole number of pieces as a person writes it; undefined when it is none. */
export function parseStock(text: string): number | undefined {
  const pieces = /^\d{1,10}$/.test(text.trim()) ? Number(text) : undefined
  return pieces !== undefined && pieces <= mostStock ? pieces : undefined
}
