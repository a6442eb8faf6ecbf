import { inject, provide, type InjectionKey, type Ref } from 'vue'
import type { ProductDraft, ProductField } from './productDraft'

/** What the parts of the form share. */
export interface ProductFormFields {
  draft: Ref<ProductDraft>
  errorOf: (field: ProductField) => string | undefined
  /** What another admin saved meanwhile. */
  currentHint: (field: ProductField) => string
  /** The question about a field whose change may be a slip, by its key of `unusualKey`. */
  questionOf: (key: string) => string | undefined
  keep: (key: string) => void
  undo: (key: string) => void
}

const key: InjectionKey<ProductFormFields> = Symbol('productForm')

export const provideProductForm = (form: ProductFormFields): void => { provide(key, form) }

export function useProductForm(): ProductFormFields {
  const form = inject(key)
  if (!form) throw new Error('useProductForm is for components inside ProductForm.')
  return form
}
