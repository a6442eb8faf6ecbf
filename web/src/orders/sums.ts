import type { Money, VatRate } from '../api/types'

export interface CheckoutSums {
  goods: Money
  shipping: Money
  total: Money
  /** Known beforehand only where the shop has a single rate, and nothing where that is 0. */
  vat: { basisPoints: number; amount: Money } | undefined
}

const whole = 10_000

/** The VAT in a price that includes it, rounded half up, as the server does. */
const vatIn = (gross: number, basisPoints: number) => Math.round((gross * basisPoints) / (whole + basisPoints))

export function sumsOf(goods: Money, shipping: Money, vatRates: readonly Pick<VatRate, 'basisPoints'>[]): CheckoutSums {
  const total = { ...goods, amount: goods.amount + shipping.amount }
  const [rate, ...others] = vatRates
  const vat = rate?.basisPoints && !others.length
    ? { basisPoints: rate.basisPoints, amount: { ...total, amount: vatIn(total.amount, rate.basisPoints) } }
    : undefined
  return { goods, shipping, total, vat }
}
