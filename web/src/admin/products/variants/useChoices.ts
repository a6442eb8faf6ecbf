import { computed } from 'vue'
import { useProductForm } from '../productForm'
import type { Choices, VariantDraft } from './options'
import { completeOptions } from './options'
import { readOptions, readVariants, writeList } from './variantDraft'

/** The options and variants of the form's draft. */
export function useChoices() {
  const { draft, errorOf, currentHint } = useProductForm()

  /** The product as a variant, from which its first one is made. */
  const first = (): VariantDraft => {
    const { sku, price, compareAtPrice, stock } = draft.value
    return { id: '', optionValues: [], sku, price, compareAtPrice, stock: /\d/.test(stock) ? stock : '', imageUrl: '' }
  }

  /** Without options the product takes over the price and the stock of its first variant. */
  function set({ options, variants }: Choices): void {
    draft.value.options = writeList(options)
    draft.value.variants = writeList(variants)
    const [only] = variants
    if (completeOptions(options).length || !only) return
    const { sku, price, compareAtPrice, stock } = only
    Object.assign(draft.value, { sku, price, compareAtPrice, stock: stock || '–', variants: writeList([]) })
  }

  const choices = computed({
    get: (): Choices => ({ options: readOptions(draft.value.options), variants: readVariants(draft.value.variants) }),
    set,
  })

  return { draft, choices, first, errorOf, currentHint }
}
