import axe from 'axe-core'
import type { Page } from '@playwright/test'
import { dialog, expect, signIn, test } from './admin'
import { isLive, spotlight } from './customer'
import { keepScreenshot } from './keepScreenshot'
import { settled } from './views'

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

/** A PNG: red on the left half, blue on the right. */
const halves = (page: Page) =>
  page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 400 })
    const context = canvas.getContext('2d')
    if (!context) throw new Error('There is no canvas.')
    for (const [color, x] of [['#d00000', 0], ['#0000d0', 400]] as const) {
      context.fillStyle = color
      context.fillRect(x, 0, 400, 400)
    }
    const blob = await new Promise<Blob | null>((done) => { canvas.toBlob(done) })
    return [...new Uint8Array(await (blob as Blob).arrayBuffer())]
  })

async function look(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport)
      await settled(page)
      await keepScreenshot(page, `pictures-${name}-${size}-${scheme}`)
    }
  }
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)).toEqual([])
}

const pixel = (page: Page, address: string) =>
  page.evaluate(async (src) => {
    const picture = await createImageBitmap(await (await fetch(src)).blob())
    const { width, height } = picture
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    const context = canvas.getContext('2d')
    context?.drawImage(picture, 0, 0)
    return { width, height, middle: [...(context?.getImageData(width / 2, height / 2, 1, 1).data ?? [])] }
  }, address)

test('an uploaded and cropped picture of a product reaches the customers', async ({ room, newTab, customer }) => {
  const id = await room.product('bowl')
  await room.shop.pin(room.streamId, id)
  const admin = await newTab()
  await admin.goto(`${room.shop.url}/admin/products`)
  await signIn(admin, 'ann')
  await admin.getByRole('searchbox').fill(id)
  await admin.getByRole('button', { name: /^Edit / }).first().click()

  const buffer = Buffer.from(await halves(admin))
  await dialog(admin).locator('input[type=file]').first().setInputFiles({ name: 'halves.png', mimeType: 'image/png', buffer })
  const crop = admin.getByRole('dialog', { name: 'Choose the part to show' })
  const frame = crop.getByRole('application')
  await expect(frame).toBeFocused()
  await test.step('the crop on a phone and a desktop', () => look(admin, 'crop'))
  // To the right edge, which is blue: by key, then by pointer.
  for (let press = 0; press < 4; press++) await frame.press('ArrowRight')
  const box = await frame.boundingBox()
  if (!box) throw new Error('The frame is not in sight.')
  await admin.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await admin.mouse.down()
  await admin.mouse.move(box.x - box.width, box.y + box.height / 2, { steps: 5 })
  await admin.mouse.up()
  await crop.getByRole('button', { name: 'Use this part' }).click()

  const uploaded = dialog(admin).getByRole('group', { name: 'Pictures' }).getByRole('listitem').locator('img')
  await expect(uploaded).toHaveAttribute('src', /^\/api\/media\/[\w-]{22}\.webp$/)
  const src = await uploaded.getAttribute('src') ?? ''
  await test.step('the form on a phone and a desktop', () => look(admin, 'form'))
  const { width, height, middle } = await pixel(admin, src)
  expect(width).toBe(height)
  expect([middle[0] ?? 255, middle[2] ?? 0].map((channel) => channel > 128)).toEqual([false, true])

  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(dialog(admin)).toHaveCount(0)
  const page = await customer()
  await isLive(page)
  await expect(spotlight(page).locator('img')).toHaveAttribute('src', src)
  await expect.poll(() => spotlight(page).locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
})
