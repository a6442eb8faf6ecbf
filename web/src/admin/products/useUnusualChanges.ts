import { computed, ref } from 'vue'
import type { Product } from '../../api/types'
import { useFormats, useLanguage } from '../../i18n'
import { useAdminMessages } from '../i18n'
import { parsePrice } from './parsePrice'
import type { ProductDraft } from './productDraft'
import { parseStock } from './stock'
import { isUnusualPrice, isUnusualStock } from './unusualChange'

type Asked = 'price' | 'stock'

/** Questions about changes of price and stock in a form that are so large that they may be slips; each is asked once for a value. */
export function useUnusualChanges(draft: () => ProductDraft, seen: () => Product | undefined) {
  const m = useAdminMessages()
  const formats = useFormats()
  const { locale } = useLanguage()
  /** The fields that were asked about, and the texts that the admin has confirmed. */
  const asked = ref<readonly Asked[]>([])
  const confirmed = ref<Partial<Record<Asked, string>>>({})

  function questionAbout(field: Asked): string | undefined {
    const [before, { price, currency, stock }] = [seen(), draft()]
    if (!before || confirmed.value[field] === draft()[field]) return undefined
    if (field === 'stock') {
      const typed = parseStock(stock)
      return typed !== undefined && typed !== null && before.stock !== null && isUnusualStock(typed, before.stock)
        ? m.value.edit.unusual(formats.number(typed), formats.number(before.stock))
        : undefined
    }
    const typed = parsePrice(price, currency, locale.value)
    return typed && typed.currency === before.price.currency && isUnusualPrice(typed.amount, before.price.amount)
      ? m.value.edit.unusual(formats.price(typed), formats.price(before.price))
      : undefined
  }

  const questions = computed(() => Object.fromEntries(asked.value.map((field) => [field, questionAbout(field)])) as Partial<Record<Asked, string>>)

  /** Shows the questions that are open; returns the field of the first. */
  function ask(): Asked | undefined {
    asked.value = (['price', 'stock'] as const).filter(questionAbout)
    return asked.value[0]
  }

  /** The admin means this value. */
  function confirm(field: Asked): void {
    confirmed.value = { ...confirmed.value, [field]: draft()[field] }
  }

  return { questions, ask, confirm }
}
