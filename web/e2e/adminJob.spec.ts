import { dialog, drag, expect, handle, pinNames, pinRow, pins, preview, price, search, startOrStop, stock, test } from './admin'
import { isLive, otherNames, spotlight, spotlightName } from './customer'

test('two customers see an admin pin, reorder, price, hide, unpin and stop', async ({ room, admin, customer }) => {
  for (const id of ['mug', 'vase', 'bowl']) await room.product(id)
  const page = await admin()
  const customers = [await customer(), await customer()]
  const all = (look: (page: (typeof customers)[number]) => Promise<void>) => Promise.all(customers.map(look))
  await all(isLive)
  await expect(page.getByRole('heading', { name: 'Nothing is pinned' })).toBeVisible()

  await page.getByRole('button', { name: 'Pin Mug', exact: true }).first().click()
  await all((seen) => expect(spotlightName(seen)).toHaveText('Mug'))
  await expect(preview(page)).toContainText('Mug')

  await search(page).fill('vase')
  await search(page).press('Enter')
  await all((seen) => expect(otherNames(seen)).toHaveText(['Vase']))
  await search(page).fill('')
  await page.getByRole('button', { name: 'Pin first: Bowl' }).first().click()
  await all((seen) => expect(spotlightName(seen)).toHaveText('Bowl'))

  await drag(page, 'Vase', 'Bowl')
  await page.mouse.up()
  await expect(pinNames(page)).toHaveText(['Vase', 'Bowl', 'Mug'])
  await all(async (seen) => {
    await expect(spotlightName(seen)).toHaveText('Vase')
    await expect(otherNames(seen)).toHaveText(['Bowl', 'Mug'])
  })

  await price(page, 'Vase').fill('17.50')
  await price(page, 'Vase').press('Enter')
  await all(async (seen) => {
    await expect(spotlight(seen)).toContainText('€17.50')
    await expect(spotlight(seen).getByText('€19.90 →')).toBeVisible()
  })
  await page.getByRole('button', { name: 'Offer: Vase' }).click()
  await dialog(page).getByLabel('Price, or percent off').fill('17.50')
  await dialog(page).getByRole('button', { name: 'Offer it' }).click()
  await expect(dialog(page)).toContainText('A price below €17.50, or 1 % to 99 %.')
  await dialog(page).getByLabel('Price, or percent off').fill('20%')
  await dialog(page).getByRole('button', { name: 'Offer it' }).click()
  await expect(pinRow(page, 'Vase')).toContainText(/Offer €14\.00 · 0[45]:\d\d/)
  await all(async (seen) => {
    await expect(spotlight(seen)).toContainText(/€14\.00\s*0[45]:\d\d/)
    await expect(spotlight(seen).locator('s')).toHaveText('€17.50')
  })
  await page.getByRole('button', { name: 'Withdraw: Vase' }).click()
  await all((seen) => expect(spotlight(seen).getByText('€17.50', { exact: true })).toBeVisible())

  await stock(page, 'Vase').fill('2')
  await stock(page, 'Vase').press('Enter')
  await all((seen) => expect(spotlight(seen)).toContainText('Only 2 left'))

  await page.getByRole('button', { name: 'Hide Bowl' }).click()
  await all((seen) => expect(otherNames(seen)).toHaveText(['Mug']))
  await expect(pinRow(page, 'Bowl')).toContainText('Hidden from customers')
  await page.getByRole('button', { name: 'Show Bowl again' }).click()
  await all((seen) => expect(otherNames(seen)).toHaveText(['Bowl', 'Mug']))

  await page.getByRole('button', { name: 'Note on Bowl for the host' }).click()
  await page.keyboard.type('Say the glaze')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Hide all' }).click()
  await all((seen) => expect(spotlight(seen)).toBeHidden())
  await expect(pinRow(page, 'Bowl')).toContainText('Say the glaze')
  await expect(page.getByRole('button', { name: 'Next: Vase' })).toBeVisible()
  for (const [key, name] of [['3', 'Mug'], ['n', 'Vase'], ['n', 'Bowl'], ['2', 'Vase']] as const) {
    // Waits until the row takes the pointer, which it does as soon as the keys are taken after a move.
    await handle(page, await pinNames(page).first().innerText()).hover()
    await page.keyboard.press(key)
    await expect(pinNames(page).first()).toHaveText(name)
    await all((seen) => expect(spotlightName(seen)).toHaveText(name))
  }
  await all((seen) => expect(otherNames(seen)).toHaveText(['Bowl', 'Mug']))
  await page.locator('.toast').getByText('You put Vase in the spotlight').waitFor()
  await page.keyboard.press('ControlOrMeta+z')
  await all((seen) => expect(spotlightName(seen)).toHaveText('Bowl'))
  await page.getByRole('button', { name: 'Redo' }).click()
  await all((seen) => expect(spotlightName(seen)).toHaveText('Vase'))

  await page.getByRole('button', { name: 'Unpin Vase' }).click()
  await all((seen) => expect(spotlightName(seen)).toHaveText('Bowl'))
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await all((seen) => expect(spotlightName(seen)).toHaveText('Vase'))

  await startOrStop(page, 'Stop')
  await all((seen) => expect(seen.getByRole('heading', { name: 'Thank you for watching' })).toBeVisible())
  await expect(preview(page)).toContainText('The page that thanks for watching.')
})

test('Escape cancels an admin’s drag, and nothing is sent', async ({ room, admin }) => {
  for (const id of ['mug', 'vase', 'bowl']) await room.shop.pin(room.streamId, await room.product(id))
  const page = await admin()
  const sent: string[] = []
  page.on('request', (request) => { if (request.method() === 'PUT') sent.push(request.url()) })
  await drag(page, 'Bowl', 'Mug')
  await expect(pinNames(page)).toHaveText(['Bowl', 'Mug', 'Vase'])
  await page.keyboard.press('Escape')
  await expect(pinNames(page)).toHaveText(['Mug', 'Vase', 'Bowl'])
  await page.mouse.up()
  await expect(pinNames(page)).toHaveText(['Mug', 'Vase', 'Bowl'])
  expect(sent).toEqual([])
})

test('an admin makes a stream, edits it, starts it after a confirmation, and finds it among the live ones', async ({ room, admin }) => {
  const page = await admin()
  const title = `Spring of ${room.streamId}`
  await page.getByRole('link', { name: 'Streams' }).click()
  await page.getByRole('button', { name: 'New stream' }).click()
  await dialog(page).getByRole('button', { name: 'Create the stream' }).click()
  await expect(dialog(page)).toContainText('This is needed.')
  await expect(dialog(page).getByLabel('Title')).toBeFocused()

  await dialog(page).getByLabel('Title').fill(title)
  await dialog(page).getByLabel('Address', { exact: true }).fill(room.streamId)
  await dialog(page).getByLabel('Starts').fill('2030-05-01T18:30')
  await dialog(page).getByRole('button', { name: 'Create the stream' }).click()
  await expect(dialog(page)).toContainText('This address is taken.')
  await dialog(page).getByLabel('Address', { exact: true }).fill(`spring-${room.streamId}`)
  await dialog(page).getByRole('button', { name: 'Create the stream' }).click()

  await expect(page).toHaveURL(`${room.shop.url}/admin/streams/spring-${room.streamId}`)
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await expect(page.getByRole('banner').or(page.locator('.work'))).toContainText(['Wed, 1 May 2030, 18:30'])

  await page.getByRole('button', { name: 'Edit' }).click()
  await dialog(page).getByLabel('Title').fill(`${title}, second try`)
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: `${title}, second try` })).toBeVisible()
  await expect(preview(page)).toContainText(`${title}, second try`)

  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(dialog(page)).toContainText('No product is pinned yet.')
  await dialog(page).getByRole('button', { name: 'Not now' }).first().click()
  await expect(page.getByText('Not started')).toBeVisible()
  await startOrStop(page, 'Start')
  await expect(page.getByRole('timer')).toBeVisible()

  await page.getByRole('link', { name: 'Streams' }).click()
  const live = page.getByRole('region').or(page.locator('section')).filter({ has: page.getByRole('heading', { name: 'Live now' }) })
  await expect(live.getByRole('link', { name: `${title}, second try` })).toBeVisible()
})

test('an admin makes a product, finds it, and changes price and stock in the table', async ({ room, admin }) => {
  const page = await admin()
  const name = `Tray of ${room.streamId}`
  await page.getByRole('link', { name: 'Products' }).click()
  await page.getByRole('button', { name: 'New product' }).click()
  await dialog(page).getByLabel('Name').fill(name)
  await dialog(page).getByLabel('Price').fill('1.999')
  await dialog(page).getByLabel('Pieces in stock').fill('3')
  await dialog(page).getByRole('button', { name: 'Create the product' }).click()
  await expect(dialog(page)).toContainText('A price such as 19.90.')
  await dialog(page).getByLabel('Currency').selectOption('JPY')
  await dialog(page).getByLabel('Price').fill('1,234,567')
  await dialog(page).getByRole('button', { name: 'Create the product' }).click()
  await expect(dialog(page)).toBeHidden()

  await search(page).fill(name)
  await expect(page.getByRole('row')).toHaveCount(2)
  await expect(price(page, name)).toHaveValue('JP¥1,234,567')
  await price(page, name).fill('1000000')
  await price(page, name).press('Tab')
  await expect(price(page, name)).toHaveValue('JP¥1,000,000')
  await stock(page, name).fill('0')
  await stock(page, name).press('Enter')
  await expect(page.getByRole('row', { name })).toContainText('Sold out')

  await page.getByRole('button', { name: `Edit ${name}` }).click()
  await dialog(page).getByLabel('Name').fill(`${name}, oval`)
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(dialog(page)).toBeHidden()
  await page.reload()
  await search(page).fill(name)
  await expect(price(page, `${name}, oval`)).toHaveValue('JP¥1,000,000')
  await expect(stock(page, `${name}, oval`)).toHaveValue('0')
})

test('the admin’s page switches to German, with German prices, and remembers it', async ({ room, admin }) => {
  await room.shop.pin(room.streamId, await room.product('mug'))
  const page = await admin()
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await expect(page.getByRole('heading', { name: 'Was Kunden sehen' })).toBeVisible()
  const preis = page.getByRole('textbox', { name: 'Preis von Mug' })
  await expect(preis).toHaveValue(/^19,90\s€$/)
  await preis.fill('1.050,5')
  await preis.press('Enter')
  await page.getByRole('button', { name: 'Behalten' }).click()
  await expect(page.getByRole('region', { name: 'Was Kunden sehen' })).toContainText(/1\.050,50\s€/)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Mug abnehmen' })).toBeVisible()
  await expect(pins(page)).toHaveCount(0)
})
