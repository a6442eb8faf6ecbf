import { beforeEach, expect, it, vi } from 'vitest'
import { shopSettings } from './testing'

let shop: typeof import('./shop')
let answer: () => Promise<Response>

beforeEach(async () => {
  vi.resetModules()
  shop = await import('./shop')
  const { configureApi } = await import('../api/client')
  configureApi({ apiBaseUrl: 'http://shop.test' }, () => answer())
})

const settings = (name: string) => shopSettings({ name })

it('the settings are unknown until they are loaded', async () => {
  answer = () => Promise.resolve(Response.json(settings('Mugs & More')))
  expect([shop.shopName.value, shop.isShopSettled.value]).toEqual(['', false])
  await shop.loadShop()
  expect([shop.shopName.value, shop.isShopSettled.value]).toEqual(['Mugs & More', true])
})

it('after a failed load the page goes on without settings, and later with those it had', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'))
  await shop.loadShop()
  expect([shop.shopName.value, shop.isShopSettled.value]).toEqual(['', true])
  answer = () => Promise.resolve(Response.json(settings('Mugs & More')))
  await shop.loadShop()
  answer = () => Promise.resolve(new Response('', { status: 503 }))
  await shop.loadShop()
  expect(shop.shopName.value).toBe('Mugs & More')
})

it('an answer that was overtaken by a save of the admin is not shown', async () => {
  let give: (response: Response) => void = () => undefined
  answer = () => new Promise((resolve) => { give = resolve })
  const loading = shop.loadShop()
  await vi.waitFor(() => { expect(give.length).toBe(1) })
  shop.applyShop(settings('Saved'))
  give(Response.json(settings('Old')))
  await loading
  expect(shop.shopName.value).toBe('Saved')
})
