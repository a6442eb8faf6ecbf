import { computed, inject, nextTick, provide, reactive, ref, watch, type InjectionKey, type Ref } from 'vue'
import { useCartStore } from '../carts/cartStore'
import { useLanguage } from '../i18n'
import { shop } from '../shop/shop'
import { useCheckoutStore } from './checkoutStore'
import { likelyCountry } from './countries'
import { allFields, detailsOf, errorOf, errorsOf, loadDraft, saveDraft, type Field, type FieldError } from './draft'
import { useOrderMessages } from './i18n'
import { sumsOf } from './sums'
import { linesToChange } from './toChange'

/** The reason why the cart cannot be ordered, known before anything is sent. */
export type Obstacle = 'noShipping' | 'noPayment' | 'mixedCurrencies' | 'toChange'

function createCheckoutForm(form: Readonly<Ref<HTMLFormElement | null>>) {
  const m = useOrderMessages()
  const { locale } = useLanguage()
  const cart = useCartStore()
  const store = useCheckoutStore()

  const draft = reactive(loadDraft())
  watch(draft, () => { saveDraft(draft) })

  const shipsTo = computed<readonly string[]>(() => shop.value?.shipping.countries ?? [])
  watch(shipsTo, (countries) => { draft.country ||= likelyCountry(countries, locale.value) }, { immediate: true })

  const payments = computed<readonly string[]>(() => shop.value?.payments ?? [])
  const payment = computed(() => payments.value.find((way) => way === draft.payment) ?? payments.value[0])

  const sums = computed(() => {
    const [goods, ...others] = cart.totals
    if (!goods || others.length || cart.shipping?.currency !== goods.currency) return undefined
    return sumsOf(goods, cart.shipping, shop.value?.vatRates ?? [])
  })
  const obstacle = computed<Obstacle | undefined>(() => {
    if (shop.value && !shipsTo.value.length) return 'noShipping'
    if (shop.value && !payments.value.length) return 'noPayment'
    if (linesToChange(cart.lines).length) return 'toChange'
    return sums.value || cart.updating ? undefined : 'mixedCurrencies'
  })

  /** The fields whose slips are shown: those that were left, and all of them after the form was sent. */
  const visited = ref(new Set<Field>())
  /** The values that the server refused. */
  const refused = ref<Partial<Record<Field, string>>>({})

  function problemIn(field: Field): FieldError | undefined {
    if (refused.value[field] === draft[field]) return 'wrong'
    return visited.value.has(field) ? errorOf(draft, field, shipsTo.value) : undefined
  }

  function errorText(field: Field): string | undefined {
    const problem = problemIn(field)
    const missing: Partial<Record<Field, string>> = m.value.missing
    return problem && ((problem === 'missing' && missing[field]) || m.value.wrong[field])
  }

  /** Called when a field is left: an empty one may still be filled in. */
  function visit(field: Field): void {
    if (draft[field].trim()) visited.value.add(field)
  }

  async function focus(selector: string): Promise<void> {
    await nextTick()
    form.value?.querySelector<HTMLElement>(selector)?.focus()
  }

  async function submit(): Promise<void> {
    if (store.sending) return
    if (!store.attempt) {
      if (obstacle.value || !sums.value) return focus('[data-notice]')
      const errors = errorsOf(draft, shipsTo.value)
      visited.value = new Set(allFields)
      if (Object.keys(errors).length) return focus('[aria-invalid]')
    }
    const sent = { ...draft }
    const ordered = sums.value ? store.order(detailsOf(draft, sums.value.total, payment.value)) : store.resume()
    await focus('[type=submit]')
    await ordered
    const { problem } = store
    if (problem?.kind === 'fields') {
      const fields = Object.keys(problem.errors) as Field[]
      refused.value = Object.fromEntries(fields.map((field) => [field, sent[field]]))
      await focus('[aria-invalid]')
    } else if (problem) await focus('[data-notice]')
  }

  return { draft, shipsTo, payments, payment, sums, obstacle, errorText, visit, submit }
}

const key: InjectionKey<ReturnType<typeof createCheckoutForm>> = Symbol('checkout form')

/** The state of the checkout's form, for it and the parts in it. */
export function provideCheckoutForm(form: Readonly<Ref<HTMLFormElement | null>>) {
  const created = createCheckoutForm(form)
  provide(key, created)
  return created
}

export function useCheckoutForm() {
  const provided = inject(key)
  if (!provided) throw new Error('The checkout form has not been provided.')
  return provided
}
