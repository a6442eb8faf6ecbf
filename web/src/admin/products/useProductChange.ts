import { computed, ref, shallowRef } from 'vue'
import type { Product } from '../../api/types'
import type { AdminMessages } from '../i18n'
import { reasonOf } from '../reasons'
import { ChangedMeanwhile } from '../writeOver'
import { changeProduct } from './changeProduct'

type InPlace = Pick<Product, 'price' | 'stock'>

/** Price and stock changed where they stand: shown at once, taken back with a sentence when refused. */
export function useProductChange(product: () => Product, replaced: (product: Product) => void) {
  const pending = shallowRef<Partial<InPlace>[]>([])
  const refusal = ref<(m: AdminMessages) => string>()
  let last: Promise<void> = Promise.resolve()

  const shown = computed(() => pending.value.reduce<Product>((held, change) => ({ ...held, ...change }), product()))

  async function send(field: keyof InPlace, change: Partial<InPlace>, seen: Partial<InPlace>): Promise<void> {
    const held = product()
    try {
      replaced(await changeProduct(held.id, seen, change))
    } catch (error) {
      if (error instanceof ChangedMeanwhile) replaced(error.current as Product)
      const reason = reasonOf(error)
      refusal.value = (m) => `${m.notDone[field](held.name)}: ${m.reasons[reason]}`
    } finally {
      pending.value = pending.value.filter((other) => other !== change)
    }
  }

  /**
   * Resolves when it is answered, accepted or not. One after the other, so that the second knows of the first.
   * @param seen What stood there when the admin began to change it.
   */
  function change<F extends keyof InPlace>(field: F, value: InPlace[F], seen: InPlace[F]): Promise<void> {
    const wanted = { [field]: value } as Partial<InPlace>
    refusal.value = undefined
    pending.value = [...pending.value, wanted]
    last = last.then(() => send(field, wanted, { [field]: seen }))
    return last
  }

  return { shown, refusal, change }
}
