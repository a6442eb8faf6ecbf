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
}

interface EditOptions<T> {
  confirmed: () => T
  /** As it is called in a refusal. */
  name: () => string
  send: (seen: Partial<EditableFields>, value: Partial<EditableFields>) => Promise<Product>
  onReplaced: (product: Product) => void
  onSaved: (() => void) | undefined
}

function useValueEdit<T extends EditableFields>({ confirmed, name, send, onReplaced, onSaved }: EditOptions<T>) {
  const refusal = ref<(m: AdminMessages) => string>()

  const { shown, run } = useOptimisticQueue<T, Edit, Product>({
    confirmed,
    apply: (current, edit) => ({ ...current, ...edit.value }),
    send: ({ seen, value }) => send(seen, value),
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
   */
  function edit<F extends keyof EditableFields>(field: F, value: EditableFields[F], seen: EditableFields[F]): Promise<void> {
    refusal.value = undefined
    return run({ field, value: { [field]: value }, seen: { [field]: seen } })
  }

  return { shown, refusal, edit }
}

/** Optimistic inline edits of a product's price and stock; a refused one is taken back and `refusal` says why. */
export const useProductEdit = (product: () => Product, onReplaced: (product: Product) => void, onSaved?: () => void) =>
  useValueEdit({
    confirmed: product,
    name: () => product().name,
    send: (seen, value) => changeProduct(product().id, seen, value),
    onReplaced,
    onSaved,
  })

/** The same of a variant's price and stock. */
export const useVariantEdit = (product: () => Product, variant: () => Variant, onReplaced: (product: Product) => void, onSaved?: () => void) =>
  useValueEdit({
    confirmed: variant,
    name: () => `${product().name} (${nameOfVariant(variant())})`,
    send: (seen, value) => changeVariant(product().id, variant().id, seen, value),
    onReplaced,
    onSaved,
  })
