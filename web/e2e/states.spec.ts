import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { adminViews } from './adminViews'
import { expect, test } from './gallery'
import { keepScreenshot } from './keepScreenshot'
import type { Shop } from './shop'
import { settled, views as customerViews, type View } from './views'

/** Without comments and long names, which take a third of the time to transfer and to parse. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } }
type Device = keyof typeof sizes

const views = [...customerViews.map((view) => ({ ...view, name: `customer-${view.name}` })), ...adminViews]

for (const view of views) {
  test(`${view.name} fits and is accessible, on phone and desktop, light and dark`, async ({ newTab, gallery }) => {
    const desktop = await newTab()
    await desktop.setViewportSize(sizes.desktop)
    await open(desktop, gallery, view)
    await test.step('on a desktop', () => lookAtAll(desktop, view, gallery, 'desktop'))

    // In this order, since Chromium does not give the hovering pointer back to a page that has had touch emulated.
    const phone = view.reopen || view.next ? await newTab() : desktop
    const emulation = await phone.context().newCDPSession(phone)
    await emulation.send('Emulation.setTouchEmulationEnabled', { enabled: true })
    await phone.setViewportSize(sizes.phone)
    if (phone !== desktop) await open(phone, gallery, view)
    await test.step('on a phone', () => lookAtAll(phone, view, gallery, 'phone'))
    await emulation.detach()
  })
}

async function open(page: Page, shop: Shop, { path, before, act }: View): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await before?.(page, shop)
  // The load event can be a long time coming where the video cannot be had.
  await page.goto(shop.url + path, { waitUntil: 'domcontentloaded' })
  await settled(page)
  await act?.(page, shop)
  await page.evaluate(axe)
}

async function lookAtAll(page: Page, view: View, shop: Shop, device: Device): Promise<void> {
  await look(page, view.name, device)
  for (const { name, act } of view.next ?? []) {
    await act(page, shop)
    await settled(page)
    await test.step(name, () => look(page, name, device))
  }
}

async function look(page: Page, view: string, device: Device): Promise<void> {
  await paint(page, 'light')
  await settled(page)
  expect(await page.evaluate(() => matchMedia('(hover: hover)').matches)).toBe(device === 'desktop')
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await judge(page, view, device, 'light')
  await paint(page, 'dark')
  await judge(page, view, device, 'dark')
  expect(await overflow(page, 'rtl')).toBeLessThanOrEqual(0)
}

type ColorScheme = 'light' | 'dark'

/** Returns when the page was painted in these colours. */
async function paint(page: Page, colorScheme: ColorScheme): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(
    () => new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(resolve) }) }),
  )
}

async function judge(page: Page, view: string, device: Device, colorScheme: ColorScheme): Promise<void> {
  await keepScreenshot(page, `${view}-${device}-${colorScheme}`)
  expect(await violations(page, colorScheme), colorScheme).toEqual([])
}

/** In the dark only what colours can break: the rest of the page is the one that was looked at in the light. */
async function violations(page: Page, colorScheme: ColorScheme): Promise<string[]> {
  const rules = colorScheme === 'dark' ? "runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, " : ''
  // Reduced to text in the page, because all that axe tells takes long to transfer.
  return page.evaluate<string[]>(`axe.run({ ${rules}preload: false, selectors: false, resultTypes: ['violations'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`)
}

/** Pixels by which the page is wider than its window, in its own direction of writing or another. */
const overflow = (page: Page, direction = '') =>
  page.evaluate((dir) => {
    const root = document.documentElement
    const own = root.dir
    if (dir) root.dir = dir
    const pixels = root.scrollWidth - root.clientWidth
    root.dir = own
    return pixels
  }, direction)
