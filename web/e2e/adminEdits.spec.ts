import type { Locator, Page } from '@playwright/test'
import { expect, pinRow, preview, price, stock, test } from './admin'

const press = async (page: Page, field: Locator, options: { clickCount?: number } = {}) => {
  // Waits until it takes the pointer, which a row does not just after it appeared.
  await field.hover()
  const box = await field.boundingBox()
  if (!box) throw new Error('The field is not in sight.')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, options)
}

for (const [how, clickCount] of [['a click', 1], ['a double click', 2], ['three clicks', 3]] as const) {
  test(`typing after ${how} into a price field that was just edited replaces the price`, async ({ room, admin }) => {
    await room.shop.pin(room.streamId, await room.product('mug', { amount: 5500 }))
    const page = await admin()
    const field = price(page, 'Mug')
    await press(page, field)
    await page.keyboard.type('58')
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('58.00')
    await press(page, field, { clickCount })
    await page.keyboard.type('49')
    await page.keyboard.press('Enter')
    await expect(field).toHaveValue('49.00')
    await expect(preview(page)).toContainText('€49.00')
  })
}

test('typing after a drag over a stock field replaces the stock', async ({ room, admin }) => {
  await room.shop.pin(room.streamId, await room.product('mug', { stock: 12 }))
  const page = await admin()
  const field = stock(page, 'Mug')
  const box = await field.boundingBox()
  if (!box) throw new Error('The field is not in sight.')
  await press(page, field)
  await page.mouse.move(box.x + box.width - 12, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x - 30, box.y + box.height / 2, { steps: 4 })
  await page.mouse.up()
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await expect(preview(page)).toContainText('Only 5 left')
  await expect(field).toHaveValue('5')
})

test('pasting after a click into a stock field that was just edited replaces the stock', async ({ room, admin }) => {
  await room.shop.pin(room.streamId, await room.product('mug', { stock: 12 }))
  const page = await admin()
  const field = stock(page, 'Mug')
  await press(page, field)
  await page.keyboard.type('7')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ControlOrMeta+C')
  await page.keyboard.type('8')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('8')
  await press(page, field)
  await page.keyboard.press('ControlOrMeta+V')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('7')
})

test('Enter that ends the composition of an input method does not save', async ({ room, admin }) => {
  await room.shop.pin(room.streamId, await room.product('mug', { stock: 12 }))
  const page = await admin()
  const keyboard = await page.context().newCDPSession(page)
  await press(page, stock(page, 'Mug'))
  await keyboard.send('Input.imeSetComposition', { text: '１', selectionStart: 1, selectionEnd: 1 })
  await page.evaluate(() => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }))
  })
  await keyboard.send('Input.insertText', { text: '１５' })
  await page.keyboard.press('Enter')
  await expect(stock(page, 'Mug')).toHaveValue('15')
})

test('a tap on a field that was just edited selects its value', async ({ room, browser }) => {
  await room.shop.pin(room.streamId, await room.product('mug', { amount: 5500 }))
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 390, height: 844 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(`${room.shop.url}/favicon.svg`)
  const token = JSON.stringify({ name: 'ann', ...(await room.shop.token('ann')) })
  await page.evaluate((value) => { localStorage.setItem('liveshop.admin', value) }, token)
  await page.goto(`${room.shop.url}/admin/streams/${room.streamId}`)
  for (const digits of ['58', '49']) {
    await price(page, 'Mug').tap()
    await page.keyboard.type(digits)
    await page.keyboard.press('Enter')
    await expect(price(page, 'Mug')).toHaveValue(`${digits}.00`)
  }
  await context.close()
})

test('a price a hundred times the one before is asked about before customers see it', async ({ room, admin }) => {
  await room.shop.pin(room.streamId, await room.product('mug', { amount: 5500 }))
  const page = await admin()
  await press(page, price(page, 'Mug'))
  await page.keyboard.type('5495')
  await page.keyboard.press('Enter')
  await expect(pinRow(page, 'Mug')).toContainText('€5,495.00 in place of €55.00?')
  await page.getByRole('heading', { name: 'Winter table' }).click()
  await expect(pinRow(page, 'Mug')).toContainText('€5,495.00 in place of €55.00?')
  await pinRow(page, 'Mug').getByRole('button', { name: 'Undo' }).click()
  await expect(price(page, 'Mug')).toHaveValue('55.00')
  await expect(price(page, 'Mug')).toBeFocused()
  await expect(preview(page)).toContainText('€55.00')

  await page.keyboard.type('5495')
  await page.keyboard.press('Enter')
  await expect(preview(page)).toContainText('€55.00')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(preview(page)).toContainText('€5,495.00')
  await expect(price(page, 'Mug')).toHaveValue('5495.00')
})

test('a stock that changes elsewhere while it is typed leaves the digits alone', async ({ room, admin }) => {
  const mug = await room.product('mug', { stock: 12 })
  await room.shop.pin(room.streamId, mug)
  const page = await admin()
  await press(page, stock(page, 'Mug'))
  await page.keyboard.type('12')
  await room.shop.change(mug, { stock: 3 })
  await expect(preview(page)).toContainText('Only 3 left')
  await page.keyboard.type('0')
  await expect(stock(page, 'Mug')).toHaveValue('120')
})
