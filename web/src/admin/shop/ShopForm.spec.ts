// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { configureApi } from '../../api/client'
import type { Shop } from '../../api/types'
import { shop as applied } from '../../shop/shop'
import { shopSettings } from '../../shop/testing'
import ShopForm from './ShopForm.vue'

let stored: Shop
let puts: Record<string, unknown>[]
let refuse: Response | undefined

beforeEach(() => {
  stored = shopSettings({ slogan: 'Mugs, live', imprint: { text: 'Street 1', url: null } })
  puts = []
  refuse = undefined
  configureApi({ apiBaseUrl: 'http://shop.test' }, async (input) => {
    const request = input as Request
    const body = (await request.json()) as Shop
    puts.push(body as unknown as Record<string, unknown>)
    if (refuse) return refuse
    if (request.headers.get('if-match') !== `"${stored.version}"`)
      return Response.json({ type: 'urn:liveshop:problem:version-mismatch', current: stored }, { status: 412 })
    stored = { ...body, version: stored.version + 1 }
    return Response.json(stored)
  })
})

function editing(shop = stored) {
  const wrapper = mount(ShopForm, { props: { shop }, attachTo: document.body })
  const field = (label: string) => {
    const id = wrapper.findAll('label').find((element) => element.text() === label)?.attributes('for')
    return wrapper.get<HTMLInputElement>(`[id="${id ?? ''}"]`)
  }
  const save = async () => {
    await wrapper.get('form').trigger('submit')
    await flushPromises()
  }
  return { wrapper, field, save }
}

it('the shop form saves what was changed, and the page shows it at once', async () => {
  const { wrapper, field, save } = editing()
  await field('Name').setValue('Bowls & More')
  expect(wrapper.text()).toContain('Not saved yet')
  await save()
  expect(stored).toMatchObject({ name: 'Bowls & More', slogan: 'Mugs, live', version: 2 })
  expect(applied.value?.name).toBe('Bowls & More')
  expect(wrapper.text()).not.toContain('Not saved yet')
})

it('a second press of Save while it is saved sends nothing', async () => {
  const { wrapper, field, save } = editing()
  await field('Name').setValue('Bowls & More')
  void wrapper.get('form').trigger('submit')
  await save()
  expect(puts).toHaveLength(1)
})

it('saving twice goes on from the version that was saved', async () => {
  const { field, save } = editing()
  await field('Name').setValue('One')
  await save()
  await field('Name').setValue('Two')
  await save()
  expect(stored).toMatchObject({ name: 'Two', version: 3 })
})

it('a legal page is an address or a text', async () => {
  const { field, save } = editing()
  await field('Privacy').setValue('https://shop.test/privacy')
  await field('Terms').setValue('Be kind.')
  await field('Imprint').setValue(' ')
  await save()
  expect(stored).toMatchObject({
    imprint: null, privacy: { text: null, url: 'https://shop.test/privacy' }, terms: { text: 'Be kind.', url: null },
  })
})

it('contrasts are shown while an accent is typed, and one that is too low is refused at its field', async () => {
  const { wrapper, field, save } = editing()
  await field('Accent colour').setValue('#ffd400')
  expect(wrapper.text()).toContain('On the page 1.1:1 (needs 3.0:1)')
  await save()
  expect(puts).toEqual([])
  expect(wrapper.text()).toContain('It is hard to read in the light.')
  expect(document.activeElement).toBe(field('Accent colour').element)
  await field('Accent colour').setValue('#006d77')
  expect(wrapper.text()).not.toContain('It is hard to read in the light.')
  await save()
  expect(stored.accentColor).toBe('#006d77')
})

it('another admin’s values stand beside the own ones after a conflict, and other changes of theirs are kept', async () => {
  const { wrapper, field, save } = editing()
  await field('Name').setValue('Mine')
  stored = { ...stored, name: 'Theirs', slogan: 'Their words', version: 2 }
  await save()
  expect(wrapper.text()).toContain('Now: Theirs')
  expect(field('Name').element.value).toBe('Mine')
  expect(field('Slogan').element.value).toBe('Their words')
  await save()
  expect(stored).toMatchObject({ name: 'Mine', slogan: 'Their words', version: 3 })
})

it('an error of the server about shipping is shown at its field', async () => {
  const { wrapper, field, save } = editing()
  refuse = Response.json({ type: 'urn:liveshop:problem:validation', errors: { 'shipping.flatRate.amount': ['No.'] } }, { status: 400 })
  await field('Name').setValue('Mine')
  await save()
  expect(wrapper.get('[aria-invalid]').element).toBe(field('For one order, in EUR').element)
})

it('VAT rates are added, made the default and removed', async () => {
  const { wrapper, save } = editing()
  const named = (label: string) => wrapper.get(`[aria-label="${label}"]`)
  await wrapper.findAll('button').find((button) => button.text() === 'Add a rate')?.trigger('click')
  await save()
  expect(wrapper.text()).toContain('Each rate needs a name and a percentage from 0 to 100.')
  await named('Name of rate 2').setValue('Reduced')
  await named('Percent of rate 2').setValue('7')
  await wrapper.findAll('input[type=radio]')[1]?.trigger('change')
  await named('Remove the rate Standard').trigger('click')
  await save()
  expect(stored.vatRates).toEqual([{ name: 'Reduced', basisPoints: 700, isDefault: true }])
})

it('countries are added in the server’s order and removed', async () => {
  const { wrapper, field, save } = editing()
  await field('Countries').setValue('AT')
  expect(wrapper.get('[aria-label="Countries"]').text()).toContain('Austria')
  await wrapper.get('[aria-label="Remove Germany"]').trigger('click')
  await save()
  expect(stored.shipping.countries).toEqual(['AT'])
})

it('a shop without settings is invited to have some', () => {
  expect(editing(shopSettings({ version: 0 })).wrapper.text()).toContain('Your shop has no settings yet.')
})
