import { addButton, cart, cartButton, isLive, otherNames, spotlight, spotlightName } from './customer'
import { expect, test } from './fixtures'

test('two customers see pin, order, price, stock, unpin and stop made through the API', async ({ room, customer }) => {
  const { shop, streamId } = room
  const [mug, vase] = [await room.product('mug'), await room.product('vase', { amount: 6400 })]
  const customers = [await customer(), await customer()]
  const all = (look: (page: (typeof customers)[number]) => Promise<void>) => Promise.all(customers.map(look))

  await all(async (page) => {
    await isLive(page)
    await expect(page.getByText('The first piece is about to be shown.')).toBeVisible()
  })

  await shop.pin(streamId, mug)
  await all((page) => expect(spotlightName(page)).toHaveText('Mug'))

  await shop.pin(streamId, vase)
  await all((page) => expect(otherNames(page)).toHaveText(['Vase']))

  await shop.reorder(streamId, vase, mug)
  await all(async (page) => {
    await expect(spotlightName(page)).toHaveText('Vase')
    await expect(otherNames(page)).toHaveText(['Mug'])
  })

  await shop.change(vase, { amount: 5900 })
  await all(async (page) => {
    await expect(spotlight(page).getByText('€59.00')).toBeVisible()
    await expect(spotlight(page).getByText('€64.00 →')).toBeVisible()
    await expect(spotlight(page).locator('s, del')).toHaveCount(0)
    await expect(spotlight(page).getByText('€64.00 →')).toHaveCount(0)
  })

  await shop.change(vase, { stock: 2 })
  await all((page) => expect(spotlight(page)).toContainText('Only 2 left'))
  await shop.change(vase, { stock: 0 })
  await all((page) => expect(addButton(page)).toHaveText('Sold out'))

  await shop.unpin(streamId, vase)
  await all((page) => expect(spotlightName(page)).toHaveText('Mug'))

  await shop.stop(streamId)
  await all((page) => expect(page.getByRole('heading', { name: 'Thank you for watching' })).toBeVisible())
})

test('the waiting page becomes the stream when it starts', async ({ room, page }) => {
  const { shop } = room
  const soon = `soon-${room.streamId}`
  await shop.stream(soon, { title: 'Spring glazes', scheduledFor: new Date(Date.now() + 90_000_000).toISOString() })
  await shop.pin(soon, await room.product('mug'))
  await page.goto(`${shop.url}/live/${soon}`)
  await expect(page.getByRole('heading', { name: 'Spring glazes' })).toBeVisible()
  await expect(page.getByRole('timer')).toContainText('01day')
  await expect(page.getByText('The products appear here when we start.')).toBeVisible()

  await shop.start(soon)
  await expect(spotlightName(page)).toHaveText('Mug')
})

test('changes of pin and price are announced to screen readers politely', async ({ room, customer }) => {
  const { shop, streamId } = room
  const mug = await room.product('mug')
  const page = await customer()
  await isLive(page)
  const announcements = page.locator('[aria-live=polite].visually-hidden')

  await shop.pin(streamId, mug)
  await expect(announcements).toContainText('New: Mug, €19.90.')
  await shop.change(mug, { amount: 1790 })
  await expect(announcements).toContainText('Mug now costs €17.90, before €19.90.')
})

test('a cart keeps its contents after a reload', async ({ room, customer }) => {
  await room.shop.pin(room.streamId, await room.product('mug'))
  const page = await customer()
  await addButton(page).click()
  await expect(cartButton(page)).toHaveAccessibleName('Cart, 1 piece')
  await expect(addButton(page)).toContainText('1 in cart')
  await page.reload()
  await expect(cartButton(page)).toHaveAccessibleName('Cart, 1 piece')

  await cartButton(page).click()
  await cart(page).getByRole('button', { name: 'One more Mug' }).click()
  await expect(cart(page).getByRole('definition')).toHaveText('€39.80')
  await cart(page).getByRole('button', { name: 'One Mug less' }).click()
  await cart(page).getByRole('button', { name: 'Remove Mug' }).click()
  await expect(cart(page)).toContainText('Your cart is empty.')
  await page.keyboard.press('Escape')
  await expect(cart(page)).toBeHidden()
  await expect(cartButton(page)).toBeFocused()
})

test('a cart totals each currency', async ({ room, customer }) => {
  await room.shop.pin(room.streamId, await room.product('mug'))
  const page = await customer()
  await addButton(page).click()
  await room.shop.pin(room.streamId, await room.product('tray', { amount: 1234567, currency: 'JPY' }), 0)
  await expect(spotlightName(page)).toHaveText('Tray')
  await addButton(page).click()
  await cartButton(page).click()
  await expect(cart(page).getByRole('definition')).toHaveText(['€19.90', 'JP¥1,234,567'])
})

test('adding to the cart shows within a frame and is taken back when the product is out of stock', async ({ room, customer }) => {
  await room.shop.pin(room.streamId, await room.product('mug', { stock: 1 }))
  const page = await customer()
  await addButton(page).click()
  await expect(cartButton(page)).toHaveAccessibleName('Cart, 1 piece')
  await expect(addButton(page)).toContainText('1 in cart')

  // The answer is held back, so what shows now cannot come from the server.
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => { release = resolve })
  await page.route('**/api/carts/*/items', async (route) => {
    await held
    await route.continue()
  })
  const framesUntilShown = await addButton(page).evaluate(async (button: HTMLElement) => {
    button.click()
    for (let frames = 0; frames < 60; frames++) {
      if (button.textContent.includes('2 in cart')) return frames
      await new Promise(requestAnimationFrame)
    }
    return Infinity
  })
  expect(framesUntilShown).toBeLessThanOrEqual(1)

  release()
  await expect(page.getByRole('main').getByText('Only 1 of Mug left.')).toBeVisible()
  await expect(cartButton(page)).toHaveAccessibleName('Cart, 1 piece')
})

test('a product’s sheet shows it in full and adds as many as wanted', async ({ room, customer }) => {
  const mug = await room.product('mug')
  await room.shop.pin(room.streamId, mug)
  const page = await customer()
  await page.getByRole('button', { name: 'Details of Mug' }).click()
  const sheet = page.getByRole('dialog', { name: 'Mug' })
  await expect(sheet).toContainText('thrown by hand')
  await sheet.getByRole('button', { name: 'One more Mug' }).click()
  await sheet.getByRole('button', { name: /Add to cart/ }).click()
  await expect(sheet.getByRole('button', { name: /in cart/ })).toContainText('2 in cart')
  await room.shop.unpin(room.streamId, mug)
  await expect(sheet).toContainText('no longer in the stream')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
})

test('the customer’s page switches to German and remembers it', async ({ room, customer }) => {
  await room.shop.pin(room.streamId, await room.product('mug'))
  const page = await customer()
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(spotlight(page).getByRole('button', { name: 'In den Warenkorb' })).toBeVisible()
  await expect(spotlight(page)).toContainText('19,90 €')
  await page.reload()
  await expect(spotlight(page).getByRole('button', { name: 'In den Warenkorb' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
})

test('the first page lists what is live and what comes', async ({ room, page }) => {
  const { shop } = room
  await shop.stream(`soon-${room.streamId}`, { title: `Soon of ${room.streamId}`, scheduledFor: '2030-01-01T18:00:00Z' })
  await page.goto(shop.url)
  await expect(page.getByRole('link', { name: `Soon of ${room.streamId}` })).toBeVisible()
  await page.locator(`a[href="/live/${room.streamId}"]`).click()
  await expect(page).toHaveURL(`${shop.url}/live/${room.streamId}`)
})

for (const player of ['hls.js', 'the browser']) test(`${player} plays the demo’s kind of video`, async ({ room, page }) => {
  // Without media source extensions, as on an iPhone, only the browser itself can play HLS.
  if (player === 'the browser')
    await page.addInitScript(() => { for (const name of ['MediaSource', 'ManagedMediaSource', 'WebKitMediaSource']) Reflect.deleteProperty(window, name) })
  const { shop } = room
  const id = `video-${room.streamId}`
  await shop.stream(id, { playbackUrl: '/sample/video/index.m3u8' })
  await shop.start(id)
  await page.goto(`${shop.url}/live/${id}`)
  await expect.poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0.5)
  expect(await page.locator('video').evaluate((video: HTMLVideoElement) => video.src.startsWith('blob:'))).toBe(player === 'hls.js')
  await page.getByRole('button', { name: 'Turn the sound on' }).click()
  await expect(page.getByRole('button', { name: 'Turn the sound off' })).toBeVisible()
})
