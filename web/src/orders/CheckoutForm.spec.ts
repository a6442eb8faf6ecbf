// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, type Pinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { configureApi } from '../api/client'
import { useCartStore } from '../carts/cartStore'
import { FakeShop } from '../carts/testing/fakeShop'
import { applyShop } from '../shop/shop'
import { shopSettings } from '../shop/testing'
import { product } from '../testing'
import CheckoutStep from './CheckoutStep.vue'
import { loadDraft } from './draft'
import { forgetOrder, recentOrders } from './recentOrders'

/** Small machines run these beside other tests. */
const patience = { timeout: 10_000 }
let opened: VueWrapper[] = []
let pinia: Pinia
let shop: FakeShop
const mug = product('mug')
const values = {
  name: 'Ada Kiln', email: 'ada@example.com', line1: 'Sample Street 1', postalCode: '12345', city: 'Sampletown',
}

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  // Not the active one, which what an earlier test left running would change.
  pinia = createPinia()
  shop = new FakeShop([mug, product('yen', { price: { amount: 1, currency: 'JPY' } })])
  configureApi({ apiBaseUrl: 'http://shop.test' }, shop.fetch)
  applyShop(shopSettings())
})

afterEach(() => {
  for (const step of opened) step.unmount()
  opened = []
  for (const { id } of recentOrders.value) forgetOrder(id)
})

async function open() {
  const cart = useCartStore(pinia)
  if (!cart.count) cart.add(mug, 2)
  await expect.poll(() => cart.updating, patience).toBe(false)
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:rest(.*)*', component: { template: '<i />' } }] })
  const step = mount(CheckoutStep, { global: { plugins: [pinia, router] }, attachTo: document.body })
  opened.push(step)
  const fill = async (given: Record<string, string> = values) => {
    for (const [name, value] of Object.entries(given)) await step.get(`[name=${name}]`).setValue(value)
  }
  const submit = async () => {
    await step.get('form').trigger('submit')
    await flushPromises()
  }
  const shows = (text: string) => expect.poll(() => step.text(), patience).toContain(text)
  const errorAt = (name: string) => {
    const described = step.get(`[name=${name}]`).attributes('aria-describedby')
    return described && step.get(`[id="${described}"]`).text()
  }
  return { step, router, fill, submit, shows, errorAt }
}

it('browsers can fill in every field of the person', async () => {
  const { step } = await open()
  const fields = step.findAll('input, select').map((field) => [field.attributes('name'), field.attributes('autocomplete')])
  expect(Object.fromEntries(fields)).toEqual({
    name: 'name', email: 'email', phone: 'tel', line1: 'address-line1', line2: 'address-line2', postalCode: 'postal-code',
    city: 'address-level2', country: 'country',
  })
})

it('the total with shipping and VAT is in sight, and how to pay is said', async () => {
  const { step } = await open()
  expect(step.get('.bar').text()).toContain('€44.70')
  expect(step.get('.bar').text()).toContain('€39.80 + €4.90 shipping')
  expect(step.get('.bar').text()).toContain('19% VAT included: €7.14')
  expect(step.text()).toContain('You pay by transfer or on delivery; the shop tells you how.')
})

it('the button that orders names the total', async () => {
  expect((await open()).step.get('[type=submit]').text()).toBe('Order and pay €44.70')
})

it('how to pay is chosen where there is more than one way, and the first is the default', async () => {
  applyShop(shopSettings({ payments: ['stripe', 'manual'] }))
  const { step, fill, submit, shows } = await open()
  expect(step.findAll<HTMLInputElement>('[name=payment]').map(({ element }) => [element.value, element.checked])).toEqual([
    ['stripe', true], ['manual', false],
  ])
  await step.get('[name=payment][value=manual]').setValue()
  await fill()
  await submit()
  await shows('Thank you!')
})

it('an order to be paid online leads over the order’s page to the payment page, and what was typed stays', async () => {
  const assign = vi.spyOn(location, 'assign').mockReturnValue()
  applyShop(shopSettings({ payments: ['stripe', 'manual'] }))
  const { router, fill, submit } = await open()
  await fill()
  await submit()
  await expect.poll(() => assign.mock.calls, patience).toEqual([['https://pay.example/session']])
  expect(router.currentRoute.value.fullPath).toMatch(/^\/orders\/[0-9a-f]{32}#key=/)
  expect(recentOrders.value).toHaveLength(1)
  expect(useCartStore(pinia).count).toBe(2)
  expect(loadDraft().line1).toBe('Sample Street 1')
  assign.mockRestore()
})

it('a way to pay that is no longer offered is said, and the shop’s ways are read again', async () => {
  applyShop(shopSettings({ payments: ['stripe'] }))
  const { fill, submit, shows } = await open()
  await fill()
  shop.refuseNext(400, 'validation', { errors: { payment: ['…'] } })
  await submit()
  await shows('The shop no longer takes this kind of payment.')
  expect(shop.calls).toContain('GET /api/shop')
})

it('a shop that takes no payments takes no order, and says why', async () => {
  applyShop(shopSettings({ payments: [] }))
  const { step, submit } = await open()
  await submit()
  expect(step.get('[role=alert]').text()).toContain('takes no payments')
  expect(shop.checkouts).toEqual([])
})

it('a cart that is held for a payment names its order', async () => {
  const { fill, submit, shows } = await open()
  await fill()
  shop.refuseNext(409, 'checkout-open', { current: { id: '0f', number: '04HMASW9NF', status: 'awaiting-payment' } })
  await submit()
  await shows('held as order 04HMASW9NF, which waits for your payment')
})

it('the terms and the privacy notes are linked, in tabs of their own', async () => {
  applyShop(shopSettings({ legalPages: [{ name: 'terms', url: 'https://shop.example/terms' }, { name: 'privacy', url: null }] }))
  const { step } = await open()
  expect(step.findAll('.terms a').map((link) => [link.attributes('href'), link.attributes('target')])).toEqual([
    ['https://shop.example/terms', '_blank'], ['/legal/privacy', '_blank'],
  ])
})

it('the only country that the shop ships to is chosen', async () => {
  const { step } = await open()
  expect(step.get<HTMLSelectElement>('[name=country]').element.value).toBe('DE')
})

it('slips are shown at their fields, the first of which gets the focus, and nothing is sent', async () => {
  const { step, fill, submit, errorAt } = await open()
  await fill({ ...values, email: 'ada', city: '' })
  await submit()
  expect(errorAt('email')).toBe('Check the e-mail address, such as name@example.com.')
  expect(errorAt('city')).toBe('Enter the town or city.')
  expect(document.activeElement).toBe(step.get('[name=email]').element)
  expect(shop.checkouts).toEqual([])

  await fill({ email: 'ada@example.com' })
  expect(errorAt('email')).toBeUndefined()
})

it('a slip is shown when its field is left, and an empty field is not called wrong before the form is sent', async () => {
  const { step, fill, errorAt } = await open()
  await fill({ email: 'ada' })
  expect(errorAt('email')).toBeUndefined()
  await step.get('[name=email]').trigger('blur')
  await step.get('[name=city]').trigger('blur')
  expect(errorAt('email')).toBeDefined()
  expect(errorAt('city')).toBeUndefined()
})

it('an error of the server is shown at its field until it is changed', async () => {
  const { fill, submit, errorAt } = await open()
  await fill()
  shop.refuseNext(400, 'validation', { errors: { 'contact.email': ['…'] } })
  await submit()
  expect(errorAt('email')).toBe('Check the e-mail address, such as name@example.com.')
  await fill({ email: 'other@example.com' })
  expect(errorAt('email')).toBeUndefined()
})

it('what was typed is still there after a reload, and gone after the order', async () => {
  const first = await open()
  await first.fill()
  const { step, submit, shows } = await open()
  expect(step.get<HTMLInputElement>('[name=line1]').element.value).toBe('Sample Street 1')
  await submit()
  await shows('Thank you!')
  expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('Sample Street')
})

it('an order ends with thanks, its number and the way to its page', async () => {
  const { step, fill, submit, shows } = await open()
  await fill()
  await submit()
  await shows('Your order 04HMASW9NF is placed.')
  expect(step.get('a').attributes('href')).toMatch(/^\/orders\/[0-9a-f]{32}#key=/)
})

it('a changed price shows the new total and asks again', async () => {
  const { fill, submit, shows } = await open()
  await fill()
  shop.setPrice('mug', { amount: 2500, currency: 'EUR' })
  await submit()
  await shows('from €44.70 to €54.90')
  await submit()
  await shows('Thank you!')
  expect(shop.orders).toHaveLength(1)
})

it('what is left of a line can be taken when there is not enough', async () => {
  const { step, fill, submit, shows } = await open()
  await fill()
  shop.setStock('mug', 1)
  await submit()
  await shows('Mug only 1 left')
  await step.get('[aria-label="Take 1: Mug"]').trigger('click')
  await expect.poll(() => step.find('[role=alert]').exists(), patience).toBe(false)
  await submit()
  await shows('Thank you!')
})

it('a cart of two currencies is not sent, and says why', async () => {
  useCartStore(pinia).add(product('yen', { price: { amount: 1, currency: 'JPY' } }))
  useCartStore(pinia).add(mug)
  const { step, submit } = await open()
  await submit()
  expect(step.get('[role=alert]').text()).toContain('Only pieces priced in EUR can be ordered here.')
  expect(shop.checkouts).toEqual([])
})

it('a shop that ships nowhere takes no order, and says why', async () => {
  applyShop(shopSettings({ shipping: { countries: [], flatRate: { amount: 0, currency: 'EUR' }, freeFrom: null } }))
  expect((await open()).step.get('[role=alert]').text()).toContain('does not ship anywhere')
})

it('while an order is sent its form is locked, and the button says so', async () => {
  const { step, fill, submit, shows } = await open()
  await fill()
  shop.failsWith = 503
  await submit()
  expect(step.find('.parts[inert]').exists()).toBe(true)
  expect(step.get('[type=submit]').text()).toBe('Ordering…')
  expect(document.activeElement).toBe(step.get('[type=submit]').element)
  shop.failsWith = undefined
  dispatchEvent(new Event('online'))
  await shows('Thank you!')
})
