import type { LegalPage, Money, Shop } from '../../api/types'
import { legalPageNames } from '../../shop/legalPages'
import { missing, notLoadable, tooLong } from '../checks'
import type { FieldErrors } from '../forms'
import type { AdminMessages } from '../i18n'
import { parsePrice, plainPrice } from '../products/parsePrice'
import { contrastsOf, isColor, isReadable } from './contrast'
import { draftRates, isValidRate, ratesOf, readRates, writeRates } from './vatRates'

const textFields = ['slogan', 'logoUrl', 'accentColor', 'accentColorDark', 'welcomeText', 'waitingText', 'endedText'] as const

/** The form's fields as text. A legal page is either an https address or a text. */
export type ShopDraft = Record<
  'name' | (typeof textFields)[number] | (typeof legalPageNames)[number]
  | 'currency' | 'vatRates' | 'countries' | 'flatRate' | 'freeFrom', string>

export type ShopField = keyof ShopDraft

/** The settings that a PUT takes. */
export type ShopFields = Omit<Shop, 'accentColors' | 'legalPages' | 'payments' | 'version' | 'vatRates'> & { vatRates: ReturnType<typeof ratesOf> }

const isWebAddress = (text: string) => /^https:\/\/\S+$/i.test(text)
const legalText = (page: LegalPage | null) => page?.url ?? page?.text ?? ''

function legalPage(text: string): LegalPage | null {
  const given = text.trim()
  if (!given) return null
  return isWebAddress(given) ? { text: null, url: given } : { text: given, url: null }
}

export const countriesIn = (text: string): string[] => text.split(' ').filter(Boolean)

/** The flat rate of a shop that has none yet. */
const noShipping = { countries: [], flatRate: { amount: 0, currency: 'EUR' }, freeFrom: null }

export function draftOf(shop: Shop | undefined, locale: string): ShopDraft {
  const { countries, flatRate, freeFrom } = shop?.shipping ?? noShipping
  return {
    name: shop?.name ?? '',
    ...(Object.fromEntries(textFields.map((field) => [field, shop?.[field] ?? ''])) as Record<(typeof textFields)[number], string>),
    imprint: legalText(shop?.imprint ?? null),
    privacy: legalText(shop?.privacy ?? null),
    terms: legalText(shop?.terms ?? null),
    currency: shop?.currency ?? 'EUR',
    vatRates: writeRates(draftRates(shop?.vatRates ?? [], locale)),
    countries: countries.join(' '),
    flatRate: plainPrice(flatRate, locale),
    freeFrom: freeFrom ? plainPrice(freeFrom, locale) : '',
  }
}

/** The settings of a valid draft. */
export function fieldsOf(draft: ShopDraft, locale: string): ShopFields {
  const price = (text: string) => parsePrice(text, draft.currency, locale) as Money
  return {
    name: draft.name.trim(),
    ...(Object.fromEntries(textFields.map((field) => [field, draft[field].trim() || null])) as Pick<Shop, (typeof textFields)[number]>),
    imprint: legalPage(draft.imprint),
    privacy: legalPage(draft.privacy),
    terms: legalPage(draft.terms),
    currency: draft.currency,
    vatRates: ratesOf(draft.vatRates),
    shipping: {
      countries: countriesIn(draft.countries),
      flatRate: price(draft.flatRate),
      freeFrom: draft.freeFrom.trim() ? price(draft.freeFrom) : null,
    },
  }
}

const accentError = (color: string, scheme: 'light' | 'dark') => {
  if (!isColor(color)) return (m: AdminMessages) => m.invalid.color
  return isReadable(contrastsOf(color, scheme)) ? undefined : (m: AdminMessages) => m.invalid.contrast[scheme]
}

function accentErrors({ accentColor, accentColorDark }: ShopDraft): FieldErrors<ShopField> {
  const light = accentColor.trim()
    ? accentError(accentColor.trim(), 'light')
    : accentColorDark.trim() && ((m: AdminMessages) => m.invalid.lightToo)
  const dark = accentColorDark.trim() ? accentError(accentColorDark.trim(), 'dark') : undefined
  return { ...(light && { accentColor: light }), ...(dark && { accentColorDark: dark }) }
}

/** Client-side validation with the server's rules. */
export function checkShop(draft: ShopDraft, locale: string): FieldErrors<ShopField> {
  const price = (m: AdminMessages) => m.invalid.price(plainPrice({ amount: 490, currency: draft.currency }, locale))
  const isPrice = (text: string) => parsePrice(text, draft.currency, locale) !== undefined
  return {
    ...tooLong(draft, {
      name: 60, slogan: 120, logoUrl: 2048, welcomeText: 1000, waitingText: 1000, endedText: 1000,
      imprint: 20_000, privacy: 20_000, terms: 20_000,
    }),
    ...notLoadable(draft, ['logoUrl']),
    ...missing(draft, ['name']),
    ...accentErrors(draft),
    ...(!readRates(draft.vatRates).every(isValidRate) && { vatRates: (m: AdminMessages) => m.invalid.vatRates }),
    ...(!isPrice(draft.flatRate) && { flatRate: price }),
    ...(draft.freeFrom.trim() && !isPrice(draft.freeFrom) && { freeFrom: price }),
  }
}
