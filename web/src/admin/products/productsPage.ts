import { inject, provide, type InjectionKey } from 'vue'
import type { Product } from '../../api/types'

export interface PinnedStream {
  streamId: string
  title: string
}

/** What the rows share. It outlives a row that is scrolled away while its edit is being saved. */
export interface ProductsPageContext {
  replace: (product: Product) => void
  saved: (name: string) => void
  /** The streams that are not over and have the product pinned. */
  pinnedIn: (productId: string) => readonly PinnedStream[]
  isExpanded: (productId: string) => boolean
  toggle: (productId: string) => void
}

const key: InjectionKey<ProductsPageContext> = Symbol('productsPage')

export const provideProductsPage = (page: ProductsPageContext): void => { provide(key, page) }

export function useProductsPage(): ProductsPageContext {
  const page = inject(key)
  if (!page) throw new Error('useProductsPage is for components inside ProductsPage.')
  return page
}
