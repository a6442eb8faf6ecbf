import { computed, nextTick, ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError } from '../api/problem'
import { useAdminMessages, type AdminMessages } from './i18n'
import { reasonOf } from './reasons'
import { EditConflictError } from './retryOnConflict'

export type FieldErrors<F extends string = string> = Partial<Record<F, (m: AdminMessages) => string>>

interface FormOptions<F extends string> {
  validate: () => FieldErrors<F>
  /** The values of the fields. */
  fields: () => Record<F, string>
  /** Rejects when the server refuses. */
  save: () => Promise<void>
  onConflict?: (error: EditConflictError) => void
  /** The field that an error of the server belongs to, if not the first part of its path. */
  fieldOf?: ((path: string) => F) | undefined
}

const firstPart = (path: string) => path.split('.')[0] ?? path

/** The server's validation errors by form field; an error of a nested field belongs to its parent. */
function serverErrors<F extends string>(error: unknown, fieldOf: (path: string) => string): FieldErrors<F> | undefined {
  if (!(error instanceof ApiError)) return undefined
  if (error.slug === 'already-exists') return { id: (m: AdminMessages) => m.invalid.idTaken } as FieldErrors<F>
  const fields = Object.keys(error.errors).map((path) =>
    path === 'price.currency'
      ? ['currency', (m: AdminMessages) => m.invalid.currency]
      : [fieldOf(path), (m: AdminMessages) => m.invalid.other],
  )
  return fields.length ? (Object.fromEntries(fields) as FieldErrors<F>) : undefined
}

/** Three-way merge of a draft: fields that the admin did not change get their new values. */
export function rebase<D extends object>(draft: D, before: D, now: D): D {
  const fields = Object.keys(draft) as (keyof D)[]
  const entries = fields.map((field) => [field, draft[field] === before[field] ? now[field] : draft[field]])
  return Object.fromEntries(entries) as D
}

/** Validates and saves a form. Errors are shown at their fields, and the first of them gets the focus. */
export function useForm<F extends string>(form: Readonly<Ref<HTMLFormElement | null>>, options: FormOptions<F>) {
  const m = useAdminMessages()
  const errors = ref<FieldErrors<F>>({}) as Ref<FieldErrors<F>>
  const refusal = ref<(m: AdminMessages) => string>()
  const busy = ref(false)

  /** The values that the server refused; their errors go when they are changed. */
  const refused = shallowRef<Record<F, string>>()

  // An error goes as soon as it is fixed; new ones come only with the next submit.
  watch(options.fields, (now) => {
    const shown = Object.keys(errors.value) as F[]
    if (!shown.length) return
    const found = options.validate()
    const current = (field: F) => (refused.value?.[field] === now[field] ? errors.value[field] : found[field])
    const kept = shown.map((field) => [field, current(field)]).filter(([, error]) => error)
    errors.value = Object.fromEntries(kept) as FieldErrors<F>
  }, { deep: true })

  const errorOf = (field: F): string | undefined => errors.value[field]?.(m.value)

  async function focusFirstError(): Promise<void> {
    await nextTick()
    form.value?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }

  function show(error: unknown): void {
    const fields = serverErrors<F>(error, options.fieldOf ?? firstPart)
    if (fields) {
      errors.value = fields
      refused.value = { ...options.fields() }
    } else if (error instanceof EditConflictError) options.onConflict?.(error)
    else {
      const reason = reasonOf(error)
      refusal.value = (m) => `${m.notDone.save()}: ${m.reasons[reason]}`
    }
  }

  async function submit(): Promise<void> {
    if (busy.value) return
    refusal.value = refused.value = undefined
    errors.value = options.validate()
    if (Object.keys(errors.value).length) return focusFirstError()
    busy.value = true
    try {
      await options.save()
    } catch (error) {
      show(error)
      void focusFirstError()
    } finally {
      busy.value = false
    }
  }

  return { errorOf, refusal, busy, submit }
}

interface EditFormOptions<T, D> {
  /** What is edited; undefined to create something new. */
  initial: T | undefined
  toDraft: (from: T | undefined) => D
  validate: (draft: D) => FieldErrors<keyof D & string>
  /** Saves the draft over `seen`, the version that the draft was made from. */
  save: (draft: D, seen: T | undefined) => Promise<T>
  onSaved: (saved: T) => void
  fieldOf?: (path: string) => keyof D & string
  /** A field's current value as it is displayed, if not as in the draft. */
  display?: (field: keyof D, current: T, draft: D) => string | undefined
  /** Merges a draft with what others have saved, if not field by field. */
  merge?: (draft: D, before: D, now: D) => D
}

/** A form that edits a versioned thing. After an edit conflict the draft is rebased and the current values are shown beside it. */
export function useEditForm<T, D extends Record<keyof D, string>>(
  form: Readonly<Ref<HTMLFormElement | null>>,
  { initial, toDraft, validate, save, onSaved, fieldOf, display, merge = rebase }: EditFormOptions<T, D>,
) {
  const m = useAdminMessages()
  const seen = shallowRef(initial)
  const draft = ref(toDraft(initial)) as Ref<D>
  /** The draft without the admin's changes. */
  const untouched = computed(() => toDraft(seen.value))
  const dirty = computed(() => (Object.keys(draft.value) as (keyof D)[]).some((field) => draft.value[field] !== untouched.value[field]))
  /** The version that another admin saved meanwhile, and the fields that they changed. */
  const current = shallowRef<T>()
  const changedByOthers = new Set<keyof D>()

  /** Takes over what another admin saved, except where this one has typed something else. */
  function adopt(now: T): void {
    const [before, after] = [toDraft(seen.value), toDraft(now)]
    for (const field of Object.keys(after) as (keyof D)[]) if (before[field] !== after[field]) changedByOthers.add(field)
    draft.value = merge(draft.value, before, after)
    seen.value = current.value = now
  }

  const { errorOf, refusal, busy, submit } = useForm<keyof D & string>(form, {
    validate: () => validate(draft.value),
    fields: () => draft.value,
    fieldOf,
    async save() {
      const sent = { ...draft.value }
      const saved = await save(sent, seen.value)
      // What was typed while it was saved stays, and is not saved yet.
      draft.value = merge(draft.value, sent, toDraft(saved))
      seen.value = saved
      current.value = undefined
      changedByOthers.clear()
      onSaved(saved)
    },
    onConflict: (error) => { adopt(error.current as T) },
  })

  function currentHint(field: keyof D): string {
    if (!current.value || !changedByOthers.has(field)) return ''
    const now: string = toDraft(current.value)[field]
    if (now === draft.value[field]) return ''
    const shown = display?.(field, current.value, draft.value) ?? now
    return shown ? m.value.streamForm.now(shown) : m.value.streamForm.nowEmpty
  }

  return { draft, dirty, seen, current, adopt, errorOf, currentHint, refusal, busy, submit }
}
