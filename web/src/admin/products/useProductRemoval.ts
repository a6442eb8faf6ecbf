import { shallowRef } from 'vue'
import { ApiError } from '../../api/problem'
import type { Product } from '../../api/types'
import type { AdminMessages } from '../i18n'
import { reasonOf } from '../reasons'
import { deleteProduct, restoreProduct } from './changeProduct'

type Sentence = (m: AdminMessages) => string

interface RemovalOptions {
  onRemoved: (product: Product) => void
  onRestored: (product: Product) => void
  /** Tells what happened, with a way to undo it if there is one. */
  tell: (text: Sentence, undo?: () => void) => void
}

/** Deletes products from the shop, with an undo that makes them again. */
export function useProductRemoval({ onRemoved, onRestored, tell }: RemovalOptions) {
  /** The product that is being deleted. */
  const removing = shallowRef<string>()

  async function attempt(run: () => Promise<void>, failed: Sentence): Promise<void> {
    try {
      await run()
    } catch (error) {
      const reason = reasonOf(error)
      tell((m) => `${failed(m)}: ${m.reasons[reason]}`)
    }
  }

  const restore = (product: Product) => attempt(async () => {
    try {
      onRestored(await restoreProduct(product))
    } catch (error) {
      // Another admin was quicker, or an answer was lost.
      if (!(error instanceof ApiError && error.slug === 'already-exists')) throw error
      onRestored(product)
    }
    tell((m) => m.products.restored(product.name))
  }, (m) => m.notDone.restore(product.name))

  const remove = async (product: Product): Promise<void> => {
    if (removing.value) return
    removing.value = product.id
    await attempt(async () => {
      await deleteProduct(product)
      onRemoved(product)
      tell((m) => m.products.deleted(product.name), () => void restore(product))
    }, (m) => m.notDone.delete(product.name))
    removing.value = undefined
  }

  return { remove }
}
