import { shop } from '../../shop/shop'
import { describeRate, draftRates } from '../shop/vatRates'

export interface VatRateChoice {
  /** Empty for the shop's default, as of a product that names no rate. */
  id: string
  text: string
}

/** The shop's VAT rates as a product's form offers them. */
export const vatRateChoices = (locale: string): VatRateChoice[] =>
  draftRates(shop.value?.vatRates ?? [], locale).map((rate) => ({ id: rate.isDefault ? '' : rate.id, text: describeRate(rate) }))

/** The rate that applies: the default stands for an id that the shop no longer has. */
export const appliedVatRate = (id: string, locale: string): VatRateChoice | undefined => {
  const choices = vatRateChoices(locale)
  return choices.find((choice) => choice.id === id) ?? choices.find((choice) => !choice.id)
}
