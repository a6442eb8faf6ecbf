import type { FieldErrors } from './forms'

const isAddress = (text: string) => /^(https?:\/\/[^\s\\]+|\/(?!\/)[^\s\\]*)$/.test(text)

/** The pages' Content-Security-Policy shows only what comes by https or from this host. */
const isShown = (text: string) => !/^http:/i.test(text) || text.startsWith(`${location.origin}/`)

type Texts<F extends string> = Record<F, string>

/** Fields longer than the server takes, in characters. */
export function tooLong<F extends string>(draft: Texts<F>, most: Readonly<Partial<Record<F, number>>>): FieldErrors<F> {
  const limit = (field: F) => most[field] ?? Infinity
  const long = (Object.keys(most) as F[]).filter((field) => draft[field].trim().length > limit(field))
  return errors(long, (field) => (m) => m.invalid.tooLong(limit(field)))
}

/** Fields that are no address from which the pages could show something. */
export function noAddress<F extends string>(draft: Texts<F>, fields: readonly F[]): FieldErrors<F> {
  const given = fields.filter((field) => draft[field].trim())
  const wrong = given.filter((field) => !isAddress(draft[field].trim()))
  const hidden = given.filter((field) => !isShown(draft[field].trim()))
  return { ...errors(hidden, () => (m) => m.invalid.notShown), ...errors(wrong, () => (m) => m.invalid.address) }
}

export function missing<F extends string>(draft: Texts<F>, fields: readonly F[]): FieldErrors<F> {
  return errors(fields.filter((field) => !draft[field].trim()), () => (m) => m.invalid.required)
}

function errors<F extends string>(fields: F[], say: (field: F) => FieldErrors<F>[F]): FieldErrors<F> {
  return Object.fromEntries(fields.map((field) => [field, say(field)])) as FieldErrors<F>
}
