import axe, { type AxeResults } from 'axe-core'
import type { Page } from '@playwright/test'
import { join, resolve } from 'node:path'
import { expect, test } from './gallery'
import { adminViews } from './adminViews'
import { settled, views as customerViews } from './views'

const screenshots = resolve(import.meta.dirname, '../../artifacts/screenshots')
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } }

const views = [...customerViews.map((view) => ({ ...view, name: `customer-${view.name}` })), ...adminViews]

for (const [device, viewport] of Object.entries(sizes)) {
  test.describe(`on a ${device}`, () => {
    test.use({ viewport, contextOptions: { reducedMotion: 'reduce' }, hasTouch: device === 'phone' })

    for (const { name, path, before, act } of views) {
      test(`${name} can be used by everyone and fits, light and dark`, async ({ page, gallery }) => {
        await before?.(page, gallery)
        // Not until everything is loaded: a video that cannot be had delays that for long.
        await page.goto(gallery.url + path, { waitUntil: 'domcontentloaded' })
        await settled(page)
        await act?.(page, gallery)
        await settled(page)
        expect(await overflow(page)).toBeLessThanOrEqual(0)

        await page.evaluate(axe.source)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await repainted(page)
          await page.screenshot({ path: join(screenshots, `${name}-${device}-${colorScheme}.png`) })
          expect(await violations(page, colorScheme)).toEqual([])
        }

        await page.evaluate(() => { document.documentElement.dir = 'rtl' })
        expect(await overflow(page)).toBeLessThanOrEqual(0)
      })
    }
  })
}

/** In the dark only what colours can break: the rest of the page is the one that was looked at in the light. */
async function violations(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const rules = colorScheme === 'dark' ? "runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, " : ''
  const found = await page.evaluate<AxeResults>(`axe.run({ ${rules}preload: false, resultTypes: ['violations'] })`)
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}

/** Pixels by which the page is wider than its window; the left edge counts where words run from the right. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const repainted = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(resolve) }) }),
  )
