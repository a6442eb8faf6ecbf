import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { dialog, expect, signIn, test } from './admin'
import { chooseFile, sampleFile } from './importFiles'

const openImport = async (page: Page, url: string) => {
  await page.goto(`${url}/admin/products/import`)
  await signIn(page, 'ann')
  await page.getByRole('heading', { name: 'Import products' }).waitFor()
}
const count = (page: Page, status: string) =>
  page.locator('.filters label').filter({ has: page.getByText(status, { exact: true }) }).locator('.count')
const show = (page: Page, status: string) => page.getByRole('radio', { name: status }).check({ force: true })
const row = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Products of the file' }).getByRole('listitem').filter({ hasText: name }).first()
const finished = (page: Page) => page.getByRole('heading', { name: 'Imported' }).waitFor()

const stockHeader = 'Handle,Title,Variant Price,Variant Inventory Tracker,Variant Inventory Qty'
/** A Shopify file of this test alone. */
const csv = (id: string, rows: string[]) => ({
  name: `${id}.csv`,
  content: [stockHeader, ...rows.map((line) => `${id}-${line}`)].join('\n'),
})

test('a dropped file is previewed, imported, and changes nothing the second time', async ({ room, newTab }) => {
  const page = await newTab()
  await openImport(page, room.shop.url)
  const content = await readFile(sampleFile('shopify-classic.csv'), 'utf8')
  const file = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'shopify-classic.csv', { type: 'text/csv' }))
    return transfer
  }, content)
  await page.locator('.zone').dispatchEvent('drop', { dataTransfer: file })

  await expect(count(page, 'New')).toHaveText('3')
  await expect(count(page, 'Not imported')).toHaveText('2')
  await expect(row(page, 'Linen Shirt')).toContainText('€59.00')
  await show(page, 'Not imported')
  await expect(row(page, 'Price in words')).toContainText('“ask us” is not a price.')
  await expect(row(page, 'Mug & Saucer')).toContainText('It is a draft or hidden.')
  await page.getByRole('checkbox', { name: 'Also import 1 draft' }).check()
  await page.getByRole('button', { name: 'Import 4 products' }).click()
  await finished(page)
  await expect(page.getByText('4 new')).toBeVisible()

  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the report' }).click()
  const report = await readFile(await (await saving).path(), 'utf8')
  expect(report).toContain('"2–5","Linen Shirt – Größe & Farbe","linen-shirt","new"')
  expect(report).toContain('"9","Price in words","","not imported","“ask us” is not a price."')

  await page.getByRole('button', { name: 'Import another file' }).click()
  await chooseFile(page, sampleFile('shopify-classic.csv'))
  await page.getByRole('checkbox', { name: 'Also import 1 draft' }).check()
  await expect(count(page, 'Unchanged')).toHaveText('4')
  await expect(page.getByText('Nothing to import.')).toBeVisible()
})

test('only what changed is sent again, and the stock only when it is asked for', async ({ room, newTab }) => {
  const page = await newTab()
  await openImport(page, room.shop.url)
  const id = room.streamId
  await chooseFile(page, csv(id, ['cup,Cup,10.00,shopify,5', 'jug,Jug,20.00,shopify,5']))
  await page.getByRole('button', { name: 'Import 2 products' }).click()
  await finished(page)
  await room.shop.change(`${id}-cup`, { stock: 4 })

  await page.getByRole('button', { name: 'Import another file' }).click()
  await chooseFile(page, csv(id, ['cup,Cup,12.00,shopify,9', 'jug,Jug,20.00,shopify,5']))
  await expect(row(page, 'Cup')).toContainText('€10.00 → €12.00')
  await expect(row(page, 'Cup')).toContainText('stock stays 4 (file: 9)')
  await expect(count(page, 'Unchanged')).toHaveText('1')
  await page.getByRole('checkbox', { name: 'Also change the stock' }).check()
  await expect(row(page, 'Cup')).toContainText('stock 4 → 9')
  // A sale between the preview and the import.
  await room.shop.change(`${id}-cup`, { stock: 3 })
  await page.getByRole('button', { name: 'Import 1 product' }).click()
  await finished(page)

  const cup = (await (await fetch(`${room.shop.url}/api/products/${id}-cup`)).json()) as { price: { amount: number }; stock: number }
  expect([cup.price.amount, cup.stock]).toEqual([1200, 8])
})

test('a lost connection pauses nothing for good: the import goes on when the shop is back', async ({ room, newTab }) => {
  const page = await newTab()
  await openImport(page, room.shop.url)
  await chooseFile(page, csv(room.streamId, ['a,A,1.00,,', 'b,B,2.00,,']))
  let lost = 0
  await page.route('**/api/products/batch', async (route) => {
    // The first request is carried out, but its answer is lost.
    if (lost++ === 0) {
      await route.fetch()
      await route.abort()
    } else await route.continue()
  })
  await page.getByRole('button', { name: 'Import 2 products' }).click()
  await finished(page)
  await expect(page.getByText('2 new')).toBeVisible()
  expect(lost).toBe(2)
})

test('leaving while it is importing asks first, and pausing holds it', async ({ room, newTab }) => {
  const page = await newTab()
  await openImport(page, room.shop.url)
  await chooseFile(page, csv(room.streamId, ['c,C,1.00,,']))
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => { release = resolve })
  await page.route('**/api/products/batch', async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('button', { name: 'Import 1 product' }).click()
  await page.getByRole('link', { name: 'Streams' }).click()
  await dialog(page).getByRole('button', { name: 'Stay' }).last().click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible()
  await page.getByRole('button', { name: 'Go on' }).click()
  release()
  await finished(page)
})

test('the export is read back unchanged', async ({ room, newTab }) => {
  const page = await newTab()
  await room.product('exported', { name: '=1+1, "quoted"' })
  await room.shop.shirt(`shirt-${room.streamId}`)
  await openImport(page, room.shop.url)
  const saving = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as CSV' }).click()
  const exported = await (await saving).path()
  expect(await readFile(exported, 'utf8')).toContain(`"'=1+1, ""quoted"""`)

  await chooseFile(page, { name: 'export.csv', content: await readFile(exported, 'utf8') })
  await expect(count(page, 'New')).toHaveText('0')
  await expect(count(page, 'Changed')).toHaveText('0')
  await expect(count(page, 'Not imported')).toHaveText('0')
})

test('the whole import is done by keyboard, in German', async ({ room, newTab }) => {
  const page = await newTab()
  await openImport(page, room.shop.url)
  await page.evaluate(() => { localStorage.setItem('liveshop.language', 'de') })
  await page.reload()
  await page.getByRole('heading', { name: 'Produkte importieren' }).waitFor()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Datei auswählen' }).focus()
  await page.keyboard.press('Enter')
  const chosen = csv(room.streamId, ['d,Tasse,1.00,,', 'e,,1.00,,'])
  await (await choosing).setFiles({ name: chosen.name, mimeType: 'text/csv', buffer: Buffer.from(chosen.content) })

  await page.getByRole('radio', { name: 'Neu' }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByText('Es hat keinen Namen.')).toBeVisible()
  await page.getByRole('button', { name: '1 Produkt importieren' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Importiert' })).toBeVisible()
})
