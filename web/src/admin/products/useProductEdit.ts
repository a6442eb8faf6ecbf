import { ref } from 'vue'
import type { Product, Variant } from '../../api/types'
import { useOptimisticQueue } from '../../ui/useOptimisticQueue'
import type { AdminMessages } from '../i18n'
import { reasonOf } from '../reasons'
import { EditConflictError } from '../retryOnConflict'
import { changeProduct, changeVariant } from './changeProduct'
import { nameOfVariant } from './variants/options'

export type EditableFields = Pick<Variant, 'price' | 'stock'>

interface Edit {
  field: keyof EditableFields
  value: Partial<EditableFields>
  seen: Partial<EditableFields>
  /** Why, as far as it is said. */
  reason: string | undefined
}

interface EditOptions<T> {
  confirmed: () => T
  /** As it is called in a refusal. */
  name: () => string
  send: (seen: Partial<EditableFields>, value: Partial<EditableFields>, reason: string | undefined) => Promise<Product>
  onReplaced: (product: Product) => void
  onSaved: (() => void) | undefined
}

function useValueEdit<T extends EditableFields>({ confirmed, name, send, onReplaced, onSaved }: EditOptions<T>) {
  const refusal = ref<(m: AdminMessages) => string>()

  const { shown, run } = useOptimisticQueue<T, Edit, Product>({
    confirmed,
    apply: (current, edit) => ({ ...current, ...edit.value }),
    send: ({ seen, value, reason }) => send(seen, value, reason),
    onAccepted(_edit, answer) {
      onReplaced(answer)
      onSaved?.()
    },
    onRefused({ field }, error) {
      const called = name()
      if (error instanceof EditConflictError) onReplaced(error.current as Product)
      const reason = reasonOf(error)
      refusal.value = (m) => `${m.notDone[field](called)}: ${m.reasons[reason]}`
    },
  })

  /**
   * Resolves when the edit is answered, accepted or not.
   * @param seen The value that the admin saw when the edit began.
   * @param why Why the stock is corrected.
   */
  function edit<F extends keyof EditableFields>(field: F, value: EditableFields[F], seen: EditableFields[F], why = ''): Promise<void> {
    refusal.value = undefined
    return run({ field, value: { [field]: value }, seen: { [field]: seen }, reason: why || undefined })
  }

  return { shown, refusal, edit }
}

/** Optimistic inline edits of a product's price and stock; a refused one is taken back and `refusal` says why. */
export const useProductEdit = (product: () => Product, onReplaced: (product: Product) => void, onSaved?: () => void) =>
  useValueEdit({
    confirmed: product,
    name: () => product().name,
    send: (seen, value, reason) => changeProduct(product().id, seen, value, reason),
    onReplaced,
    onSaved,
  })

/** The same of a variant's price and stock. */
export const useVariantEdit = (product: () => Product, variant: () => Variant, onReplaced: (product: Product) => void, onSaved?: () => void) =>
  useValueEdit({
    confirmed: variant,
    name: () => `${product().name} (${nameOfVariant(variant())})`,
    send: (seen, value, reason) => changeVariant(product().id, variant().id, seen, value, reason),
    onReplaced,
    onSaved,
  })
