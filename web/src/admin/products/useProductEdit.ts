import { ref } from 'vue'
import type { Product } from '../../api/types'
import { useOptimisticQueue } from '../../ui/useOptimisticQueue'
import type { AdminMessages } from '../i18n'
import { reasonOf } from '../reasons'
import { EditConflictError } from '../retryOnConflict'
import { changeProduct } from './changeProduct'

type EditableFields = Pick<Product, 'price' | 'stock'>

interface Edit {
  field: keyof EditableFields
  value: Partial<EditableFields>
  seen: Partial<EditableFields>
}

/** Optimistic inline edits of a product's price and stock; a refused one is taken back and `refusal` says why. */
export function useProductEdit(product: () => Product, onReplaced: (product: Product) => void, onSaved?: () => void) {
  const refusal = ref<(m: AdminMessages) => string>()

  const { shown, run } = useOptimisticQueue<Product, Edit, Product>({
    confirmed: product,
    apply: (current, edit) => ({ ...current, ...edit.value }),
    send: ({ seen, value }) => changeProduct(product().id, seen, value),
    onAccepted(_edit, answer) {
      onReplaced(answer)
      onSaved?.()
    },
    onRefused({ field }, error) {
      const { name } = product()
      if (error instanceof EditConflictError) onReplaced(error.current as Product)
      const reason = reasonOf(error)
      refusal.value = (m) => `${m.notDone[field](name)}: ${m.reasons[reason]}`
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
