import type { InputHTMLAttributes } from 'vue'
import { hasPostalCodes, hasRegions } from './countries'
import type { Field } from './draft'

/** A field of the checkout's form, with what browsers fill it in by (https://html.spec.whatwg.org/#autofill). */
export interface CheckoutField {
  field: Field
  input: Pick<InputHTMLAttributes, 'type' | 'autocomplete' | 'autocapitalize' | 'inputmode'>
  optional?: boolean
  /** Shares its line with the next or the one before. */
  half?: boolean
}

export const contactFields: readonly CheckoutField[] = [
  { field: 'name', input: { autocomplete: 'name', autocapitalize: 'words' } },
  { field: 'email', input: { type: 'email', autocomplete: 'email', autocapitalize: 'off' } },
  { field: 'phone', input: { type: 'tel', autocomplete: 'tel' }, optional: true },
]

export const addressFields = (country: string): CheckoutField[] => [
  { field: 'line1', input: { autocomplete: 'address-line1', autocapitalize: 'words' } },
  { field: 'line2', input: { autocomplete: 'address-line2', autocapitalize: 'words' }, optional: true },
  { field: 'postalCode', input: { autocomplete: 'postal-code', autocapitalize: 'characters' }, half: true, optional: !hasPostalCodes(country) },
  { field: 'city', input: { autocomplete: 'address-level2', autocapitalize: 'words' }, half: true },
  ...(hasRegions(country)
    ? [{ field: 'region', input: { autocomplete: 'address-level1', autocapitalize: 'words' }, optional: true } as const]
    : []),
  { field: 'country', input: { autocomplete: 'country' } },
]
