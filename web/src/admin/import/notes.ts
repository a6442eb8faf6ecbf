import type { ImportMessages } from './i18n/en'

/** A remark on a row or a product of the file, which the page says in the admin's language. */
export interface Note {
  code: keyof ImportMessages['notes']
  values: readonly string[]
}

export const note = (code: Note['code'], ...values: (string | number)[]): Note => ({ code, values: values.map(String) })

/** Whether a value could not be read, and this says why. */
export const isNote = (value: object): value is Note => 'code' in value && 'values' in value
