import { computed, nextTick, ref, type Ref } from 'vue'
import type { Product } from '../../api/types'
import { useFormats, useLanguage } from '../../i18n'
import { useAdminMessages } from '../i18n'
import { checkProduct, draftOf, type ProductDraft } from './productDraft'
import { unusualChanges, type UnusualChange } from './unusualChange'
import { readVariants, writeList } from './variants/variantDraft'

interface Form {
  form: Readonly<Ref<HTMLFormElement | null>>
  draft: Ref<ProductDraft>
  seen: () => Product | undefined
  submit: () => Promise<void>
}

const isAlike = (one: UnusualChange, other: UnusualChange) =>
  one.field === other.field && one.text === other.text && JSON.stringify(one.before) === JSON.stringify(other.before)

/**
 * Questions about changes of price and stock in a form that are so large that they may be slips; each is asked once for a value.
 * Variants that all go from one value to another are asked about together, at the first of them.
 */
export function useUnusualChanges({ form, draft, seen, submit }: Form) {
  const m = useAdminMessages()
  const formats = useFormats()
  const { locale } = useLanguage()
  /** The fields that were asked about, and the texts that the admin has confirmed. */
  const asked = ref<ReadonlySet<string>>(new Set())
  const confirmed = ref<Readonly<Record<string, string>>>({})

  const unconfirmed = computed(() => {
    const before = seen()
    const changes = before ? unusualChanges(draft.value, before, locale.value) : []
    return changes.filter(({ key, text }) => confirmed.value[key] !== text)
  })
  const open = computed(() => unconfirmed.value.filter(({ key }) => asked.value.has(key)))

  function alike(key: string): UnusualChange[] {
    const change = open.value.find((other) => other.key === key)
    return change ? open.value.filter((other) => isAlike(change, other)) : []
  }

  function questionOf(key: string): string | undefined {
    const changes = alike(key)
    const [first] = changes
    if (first?.key !== key) return undefined
    const [now, before] = first.field === 'price'
      ? [formats.price(first.now), formats.price(first.before)]
      : [formats.number(first.now), formats.number(first.before)]
    return m.value.edit.unusual(now, before, changes.length)
  }

  /** The focus goes to the field and not to an answer, because a second Enter would give it. */
  async function select(key: string): Promise<void> {
    await nextTick()
    const input = form.value?.querySelector<HTMLInputElement>(`[data-field="${key}"]`)
    input?.focus()
    input?.select()
  }

  /** Saves, or asks first. */
  function submitAsked(): Promise<void> {
    const invalid = Object.keys(checkProduct(draft.value, locale.value)).length > 0
    asked.value = new Set(invalid ? [] : unconfirmed.value.map(({ key }) => key))
    const [first] = open.value
    return first ? select(first.key) : submit()
  }

  /** The admin means this value. */
  function keep(key: string): void {
    confirmed.value = { ...confirmed.value, ...Object.fromEntries(alike(key).map((change) => [change.key, change.text])) }
    void submitAsked()
  }

  function undo(key: string): Promise<void> {
    const changes = alike(key)
    const before = draftOf(seen(), draft.value.currency, locale.value)
    const old = new Map(readVariants(before.variants).map((variant) => [variant.id, variant]))
    for (const { id, field } of changes) {
      if (!id) draft.value[field] = before[field]
      else draft.value.variants = writeList(readVariants(draft.value.variants).map((variant) =>
        variant.id === id ? { ...variant, [field]: old.get(id)?.[field] ?? variant[field] } : variant))
    }
    return select(key)
  }

  return { submitAsked, questionOf, keep, undo }
}
