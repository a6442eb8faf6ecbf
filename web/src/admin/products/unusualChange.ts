const isBeyondFactor = (factor: number, one: number, other: number) => Math.max(one, other) > factor * Math.min(one, other)

/** Whether a price is so far from the one before that it may be a slip; nothing can be said after a price of 0. */
export const isUnusualPrice = (amount: number, before: number): boolean => before > 0 && isBeyondFactor(3, amount, before)

/** Whether a stock is so far from the one before that it may be a slip; sold out and new stock after it are usual. */
export const isUnusualStock = (stock: number, before: number): boolean =>
  stock > 0 && before > 0 && isBeyondFactor(10, stock, before)
