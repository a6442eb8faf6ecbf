import type { FieldErrors } from './forms'

const isAddress = (text: string) => /^(https?:\/\/[^\s\\]+|\/(?!\/)[^\s\\]*)$/.test(text)

/** Whether the pages' Content-Security-Policy allows it: https or this origin. */
const isAllowedByCsp = (text: string) => !/^http:/i.test(text) || text.startsWith(`${location.origin}/`)

type Texts<F extends string> = Record<F, string>

/** Errors of fields with more characters than the server's limits. */
export function tooLong<F extends string>(draft: Texts<F>, limits: Readonly<Partial<Record<F, number>>>): FieldErrors<F> {
  const limit = (field: F) => limits[field] ?? Infinity
  const long = (Object.keys(limits) as F[]).filter((field) => draft[field].trim().length > limit(field))
  return errors(long, (field) => (m) => m.invalid.tooLong(limit(field)))
}

/** Errors of fields that are not a URL the pages can load. */
export function notLoadable<F extends string>(draft: Texts<F>, fields: readonly F[]): FieldErrors<F> {
  const given = fields.filter((field) => draft[field].trim())
  const wrong = given.filter((field) => !isAddress(draft[field].trim()))
  const blocked = given.filter((field) => !isAllowedByCsp(draft[field].trim()))
  return { ...errors(blocked, () => (m) => m.invalid.notShown), ...errors(wrong, () => (m) => m.invalid.address) }
}

export function missing<F extends string>(draft: Texts<F>, fields: readonly F[]): FieldErrors<F> {
  return errors(fields.filter((field) => !draft[field].trim()), () => (m) => m.invalid.required)
}

function errors<F extends string>(fields: F[], message: (field: F) => FieldErrors<F>[F]): FieldErrors<F> {
  return Object.fromEntries(fields.map((field) => [field, message(field)])) as FieldErrors<F>
}
