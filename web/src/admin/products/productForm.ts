import { inject, provide, type InjectionKey, type Ref } from 'vue'
import type { ProductDraft, ProductField } from './productDraft'

/** What the parts of the form share. */
export interface ProductFormFields {
  draft: Ref<ProductDraft>
  errorOf: (field: ProductField) => string | undefined
  /** What another admin saved meanwhile. */
  currentHint: (field: ProductField) => string
}

const key: InjectionKey<ProductFormFields> = Symbol('productForm')

export const provideProductForm = (form: ProductFormFields): void => { provide(key, form) }

export function useProductForm(): ProductFormFields {
  const form = inject(key)
  if (!form) throw new Error('useProductForm is for components inside ProductForm.')
  return form
}
