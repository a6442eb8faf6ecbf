// @vitest-environment happy-dom
import { mount, RouterLinkStub } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import LegalPage from './LegalPage.vue'
import { paragraphsOf } from './legalPages'
import { applyShop } from './shop'
import ShopFooter from './ShopFooter.vue'
import { shopSettings } from './testing'

const global = { stubs: { RouterLink: RouterLinkStub, ShopHeader: true } }

it('the footer links the legal pages that there are, texts here and addresses elsewhere', () => {
  applyShop(shopSettings({ imprint: { text: 'Street 1', url: null }, privacy: { text: null, url: 'https://shop.test/privacy' } }))
  const footer = mount(ShopFooter, { global })
  expect(footer.text()).toBe('ImprintPrivacy')
  expect(footer.getComponent(RouterLinkStub).props('to')).toBe('/legal/imprint')
  expect(footer.get('a[target=_blank]').attributes()).toMatchObject({ href: 'https://shop.test/privacy', rel: 'noopener' })
})

it('there is no footer without legal pages', () => {
  applyShop(shopSettings())
  expect(mount(ShopFooter, { global }).find('footer').exists()).toBe(false)
})

it('a legal page shows its paragraphs, and follows a change of the settings', async () => {
  applyShop(shopSettings({ terms: { text: 'One\nline.\n\n<b>Two</b>', url: null } }))
  const page = mount(LegalPage, { props: { page: 'terms' }, global })
  expect(page.findAll('main p').map((paragraph) => paragraph.text())).toEqual(['One\nline.', '<b>Two</b>'])
  applyShop(shopSettings({ terms: { text: null, url: 'https://shop.test/terms' } }))
  await nextTick()
  expect(page.get('main a').attributes('href')).toBe('https://shop.test/terms')
})

it('a legal page that the shop does not have is not found', () => {
  applyShop(shopSettings())
  expect(mount(LegalPage, { props: { page: 'terms' }, global }).text()).toContain('There is nothing here')
})

it('paragraphs are parted by empty lines, also by lines of blanks', () => {
  expect(paragraphsOf({ text: '\n One\n  \n\nTwo \n', url: null })).toEqual(['One', 'Two'])
})
