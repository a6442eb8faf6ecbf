import type { Page } from '@playwright/test'
import { chooseFile, sampleFile } from './importFiles'
import { answer, hold, type View } from './views'

const samples = ['shopify-classic.csv', 'shopify-2026.csv', 'woocommerce.csv', 'google-merchant.xml']
const classic = sampleFile('shopify-classic.csv')
const list = (page: Page) => page.getByRole('list', { name: 'Products of the file' })

/** Answers of the shop to the three products of Shopify's classic sample, of which it refuses the last. */
const answers = {
  items: [
    ...['linen-shirt', 'gift-card-25'].map((id) => ({ id, product: { id, version: 1, variants: [] }, problem: null, errors: null })),
    { id: 'no-handle-at-all', product: null, problem: 'validation', detail: 'Not valid.', errors: { name: ['Must not be empty.'] } },
  ],
}

/** States of the import page: of each sample its preview, and of one the way through. */
export function importViews(view: (name: string, path: string, act: View['act']) => View): View[] {
  const page = (name: string, act: View['act'], reopen = false): View => ({ ...view(name, '/products/import', act), reopen })
  return [
    page('import', (shown) => shown.getByText('What can be read').waitFor()),
    page('import-unknown', async (shown) => {
      await chooseFile(shown, { name: 'letters.txt', content: 'a,b\n1,2' })
      await shown.getByRole('alert').waitFor()
    }),
    ...samples.map((file) => page(`import-${file}`, async (shown) => {
      await chooseFile(shown, sampleFile(file))
      await list(shown).waitFor()
    })),
    page('import-refused', async (shown) => {
      await chooseFile(shown, classic)
      await shown.getByRole('radio', { name: 'Not imported' }).check({ force: true })
    }),
    page('import-details', async (shown) => {
      await chooseFile(shown, classic)
      await shown.getByText('Details').first().click()
      await shown.getByRole('table').waitFor()
    }, true),
    page('import-running', async (shown) => {
      await hold('**/api/products/batch')(shown)
      await chooseFile(shown, classic)
      await shown.getByRole('button', { name: 'Import 3 products' }).click()
      await shown.getByRole('progressbar').waitFor()
    }, true),
    page('import-done', async (shown) => {
      await answer('**/api/products/batch', { json: answers })(shown)
      await chooseFile(shown, classic)
      await shown.getByRole('button', { name: 'Import 3 products' }).click()
      await shown.getByText('What failed').waitFor()
    }, true),
  ]
}
