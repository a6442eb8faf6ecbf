import { inject, provide, type InjectionKey, type Ref } from 'vue'
import type { ShopDraft, ShopField } from './shopDraft'

/** What the sections of the form share. */
export interface ShopFormFields {
  draft: Ref<ShopDraft>
  errorOf: (field: ShopField) => string | undefined
  /** What another admin saved meanwhile. */
  currentHint: (field: ShopField) => string
}

const key: InjectionKey<ShopFormFields> = Symbol('shopForm')

export const provideShopForm = (form: ShopFormFields): void => { provide(key, form) }

export function useShopForm(): ShopFormFields {
  const form = inject(key)
  if (!form) throw new Error('useShopForm is for components inside ShopForm.')
  return form
}
