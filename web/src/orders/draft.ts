import type { Money } from '../api/types'
import { hasPostalCodes } from './countries'
import type { CheckoutDetails } from './types'

/** The checkout's form as it is typed. */
export interface CheckoutDraft {
  name: string
  email: string
  phone: string
  line1: string
  line2: string
  postalCode: string
  city: string
  region: string
  country: string
  note: string
  /** The chosen way to pay; empty for the shop's first. */
  payment: string
}

/** What is typed. */
export type Field = Exclude<keyof CheckoutDraft, 'payment'>
export type FieldError = 'missing' | 'wrong'
export type FieldErrors = Partial<Record<Field, FieldError>>

/** The most characters of a field, as at the server. */
export const maxLengths: Readonly<Record<Field, number>> = {
  name: 100, email: 254, phone: 30, line1: 100, line2: 100, postalCode: 20, city: 100, region: 100, country: 2, note: 500,
}

const storageKey = 'liveshop.checkout.draft'
const empty: CheckoutDraft = {
  name: '', email: '', phone: '', line1: '', line2: '', postalCode: '', city: '', region: '', country: '', note: '', payment: '',
}

export function loadDraft(): CheckoutDraft {
  try {
    return { ...empty, ...(JSON.parse(sessionStorage.getItem(storageKey) ?? '{}') as Partial<CheckoutDraft>) }
  } catch {
    return { ...empty }
  }
}

/** Keeps it for this tab until the order is placed, so that a reload loses nothing. */
export function saveDraft(draft: CheckoutDraft | undefined): void {
  try {
    if (draft) sessionStorage.setItem(storageKey, JSON.stringify(draft))
    else sessionStorage.removeItem(storageKey)
  } catch {
    // It lasts as long as the form.
  }
}

export const allFields = Object.keys(maxLengths) as Field[]
const required: readonly Field[] = ['name', 'email', 'line1', 'city', 'country']
const isEmail = (text: string) => /^[^\s@<>",;]+@[^\s@<>",;.]+(\.[^\s@<>",;.]+)+$/.test(text)
const isPhone = (text: string) => /^[\d+ \-/().]+$/.test(text) && /\d/.test(text)

/** The slip in a field, if there is one; only what the server would refuse, or what a parcel cannot arrive without. */
export function errorOf(draft: CheckoutDraft, field: Field, shipsTo: readonly string[]): FieldError | undefined {
  const text = draft[field].trim()
  if (!text) {
    const needed = required.includes(field) || (field === 'postalCode' && hasPostalCodes(draft.country))
    return needed ? 'missing' : undefined
  }
  if (field === 'email') return isEmail(text) ? undefined : 'wrong'
  if (field === 'phone') return isPhone(text) ? undefined : 'wrong'
  if (field === 'country') return shipsTo.includes(text) ? undefined : 'wrong'
  return field !== 'note' && /[<>]/.test(text) ? 'wrong' : undefined
}

export function errorsOf(draft: CheckoutDraft, shipsTo: readonly string[]): FieldErrors {
  const found = allFields.map((field) => [field, errorOf(draft, field, shipsTo)] as const)
  return Object.fromEntries(found.filter(([, error]) => error))
}

/** The errors of the server's validation by field: `contact.email` belongs to the field `email`. */
export function serverErrors(errors: Readonly<Record<string, string[]>>): FieldErrors {
  const fields = Object.keys(errors).map((path) => path.split('.').at(-1) ?? '')
  return Object.fromEntries(fields.filter((field) => field in maxLengths).map((field) => [field, 'wrong']))
}

/**
 * The details as they are sent: trimmed, and without empty fields.
 * @param payment The way to pay that the customer has seen.
 */
export function detailsOf(draft: CheckoutDraft, expectedTotal: Money, payment?: string): CheckoutDetails {
  const text = (field: Field) => draft[field].trim()
  const optional = <F extends Field>(field: F) => (text(field) ? ({ [field]: text(field) } as Record<F, string>) : {})
  return {
    expectedTotal,
    contact: { name: text('name'), email: text('email'), ...optional('phone') },
    address: {
      line1: text('line1'), ...optional('line2'), ...optional('postalCode'), city: text('city'), ...optional('region'),
      country: text('country'),
    },
    ...optional('note'),
    ...(payment ? { payment } : {}),
  }
}
