import { nextTick, ref, type Ref } from 'vue'
import { ApiError } from '../api/problem'
import type { AdminMessages } from './i18n'
import { reasonOf } from './reasons'
import { EditConflictError } from './retryOnConflict'

export type FieldErrors<F extends string = string> = Partial<Record<F, (m: AdminMessages) => string>>

interface FormSteps<F extends string> {
  check: () => FieldErrors<F>
  /** Rejects when the server refuses. */
  save: () => Promise<void>
  /** Somebody else changed the same: what is in the form stands against what holds now. */
  onChanged?: (error: EditConflictError) => void
}

/** The fields that the server did not accept; a nested one counts for the field it belongs to. */
function refusedFields<F extends string>(error: unknown): FieldErrors<F> | undefined {
  if (!(error instanceof ApiError)) return undefined
  if (error.slug === 'already-exists') return { id: (m: AdminMessages) => m.invalid.idTaken } as FieldErrors<F>
  const fields = Object.keys(error.errors).map((path) =>
    path === 'price.currency'
      ? ['currency', (m: AdminMessages) => m.invalid.currency]
      : [path.split('.')[0], (m: AdminMessages) => m.invalid.other],
  )
  return fields.length ? (Object.fromEntries(fields) as FieldErrors<F>) : undefined
}

/** A draft on what somebody else has made of the thing: fields that the admin left alone follow. */
export function rebase<D extends object>(draft: D, before: D, now: D): D {
  const fields = Object.keys(draft) as (keyof D)[]
  const entries = fields.map((field) => [field, draft[field] === before[field] ? now[field] : draft[field]])
  return Object.fromEntries(entries) as D
}

/** Checks, saves and says what went wrong where; the focus goes to the first field that is wrong. */
export function useForm<F extends string>(form: Readonly<Ref<HTMLFormElement | null>>, steps: FormSteps<F>) {
  const errors = ref<FieldErrors<F>>({}) as Ref<FieldErrors<F>>
  const refusal = ref<(m: AdminMessages) => string>()
  const busy = ref(false)

  async function focusFirstError(): Promise<void> {
    await nextTick()
    form.value?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }

  function refuse(error: unknown): void {
    const fields = refusedFields<F>(error)
    if (fields) errors.value = fields
    else if (error instanceof EditConflictError) steps.onChanged?.(error)
    else {
      const reason = reasonOf(error)
      refusal.value = (m) => `${m.notDone.save()}: ${m.reasons[reason]}`
    }
  }

  async function submit(): Promise<void> {
    if (busy.value) return
    refusal.value = undefined
    errors.value = steps.check()
    if (Object.keys(errors.value).length) return focusFirstError()
    busy.value = true
    try {
      await steps.save()
    } catch (error) {
      refuse(error)
      void focusFirstError()
    } finally {
      busy.value = false
    }
  }

  return { errors, refusal, busy, submit }
}
