// @vitest-environment happy-dom
import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { configureApi } from '../api/client'
import type { LegalPage as Legal } from '../api/types'
import LegalPage from './LegalPage.vue'
import { paragraphsOf } from './legalPages'
import { applyShop } from './shop'
import ShopFooter from './ShopFooter.vue'
import { shopSettings } from './testing'

const global = { stubs: { RouterLink: RouterLinkStub, ShopHeader: true } }

it('the footer links the legal pages that there are, texts here and addresses elsewhere', () => {
  applyShop(shopSettings({ legalPages: [{ name: 'imprint', url: null }, { name: 'privacy', url: 'https://shop.test/privacy' }] }))
  const footer = mount(ShopFooter, { global })
  expect(footer.text()).toBe('ImprintPrivacy')
  expect(footer.getComponent(RouterLinkStub).props('to')).toBe('/legal/imprint')
  expect(footer.get('a[target=_blank]').attributes()).toMatchObject({ href: 'https://shop.test/privacy', rel: 'noopener' })
})

it('there is no footer without legal pages', () => {
  applyShop(shopSettings())
  expect(mount(ShopFooter, { global }).find('footer').exists()).toBe(false)
})

/** The legal page over an API that has these. */
async function legalPage(pages: Record<string, Legal>) {
  configureApi({ apiBaseUrl: 'http://shop.test' }, (request) => {
    const found = pages[(request as Request).url.split('/').at(-1) ?? '']
    return Promise.resolve(found ? Response.json(found) : Response.json({}, { status: 404 }))
  })
  const page = mount(LegalPage, { props: { page: 'terms' }, global })
  await flushPromises()
  return page
}

it('a legal page shows its paragraphs, and follows a change of the settings', async () => {
  applyShop(shopSettings())
  const pages: Record<string, Legal> = { terms: { text: 'One\nline.\n\n<b>Two</b>', url: null } }
  const page = await legalPage(pages)
  expect(page.findAll('main p').map((paragraph) => paragraph.text())).toEqual(['One\nline.', '<b>Two</b>'])
  pages.terms = { text: null, url: 'https://shop.test/terms' }
  applyShop(shopSettings({ version: 2 }))
  await flushPromises()
  expect(page.get('main a').attributes('href')).toBe('https://shop.test/terms')
})

it('another legal page at the same place shows its own text', async () => {
  const page = await legalPage({ terms: { text: 'Terms', url: null }, imprint: { text: 'Street 1', url: null } })
  await page.setProps({ page: 'imprint' })
  expect(page.text()).not.toContain('Terms')
  await flushPromises()
  expect(page.get('main p').text()).toBe('Street 1')
})

it('a legal page that the shop does not have is not found', async () => {
  expect((await legalPage({})).text()).toContain('There is nothing here')
})

it('paragraphs are parted by empty lines, also by lines of blanks', () => {
  expect(paragraphsOf({ text: '\n One\n  \n\nTwo \n', url: null })).toEqual(['One', 'Two'])
})
