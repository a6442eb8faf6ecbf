import type { Shop } from '../api/types'

/** The shop's settings for specs, of which a spec gives the fields that it tests. */
export const shopSettings = (given: Partial<Shop> = {}): Shop => ({
  name: 'Mugs & More',
  slogan: null,
  logoUrl: null,
  accentColor: null,
  accentColorDark: null,
  welcomeText: null,
  waitingText: null,
  endedText: null,
  legalPages: [],
  currency: 'EUR',
  vatRates: [{ id: 'standard', name: 'Standard', basisPoints: 1900, isDefault: true }],
  shipping: { countries: ['DE'], flatRate: { amount: 490, currency: 'EUR' }, freeFrom: null },
  accentColors: null,
  payments: ['manual'],
  version: 1,
  ...given,
})
