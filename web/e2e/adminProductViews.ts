import { dialog, price } from './admin'
import { ann, problem, reopened, steps, view } from './adminViewSteps'
import { abort, answer, type View } from './views'

const stock = { productId: 'plate', variants: [{ variantId: 'default', available: 12, held: 3, countedIn: 15 }] }
const correction = { at: '2026-11-30T09:12:00Z', by: 'Bob', variantId: 'default', difference: null }
const corrections = {
  items: [
    { ...correction, id: 'b', from: 14, to: 12, before: 14, after: 12, reason: 'Two came back broken' },
    { ...correction, id: 'a', from: null, to: 14, before: null, after: 14, reason: null },
  ],
  continuationToken: null,
}
const stockDifferences = {
  items: [
    { productId: 'mug', variantId: 'default', available: 12, held: 6, countedIn: 20, missing: 2 },
    { productId: 'long', variantId: 'default', available: -3, held: 5, countedIn: 2, missing: 0 },
  ],
  reservations: [
    { orderId: '0'.repeat(32), number: '7K2M9XQ001', status: 'cancelled', productId: 'vase', reservation: 'held' },
    { orderId: '1'.repeat(32), number: '7K2M9XQ002', status: 'placed', productId: 'gone', reservation: null },
  ],
  checked: 21,
  checkedOrders: 12,
  continuationToken: null,
}

/** The states of the list of products and of what opens over it. */
export const productViews: View[] = [
  view('products', '/products', (page) => page.getByRole('table').waitFor()),
  view('products-empty', '/products', undefined, steps(ann, answer('**/api/products?*', { json: { items: [], continuationToken: null } }))),
  view(
    'products-down', '/products', (page) => page.getByText('The products could not be loaded').waitFor(),
    steps(ann, abort('**/api/**')),
  ),
  reopened(view('products-refused', '/products?q=turned', async (page) => {
    await page.route('**/api/products/*', (route) => route.fulfill(problem(503, 'unavailable')))
    await price(page, 'Turned vase').first().fill('60')
    await price(page, 'Turned vase').first().press('Enter')
    await page.getByText('The price of Turned vase was not changed').first().waitFor()
  })),
  reopened(view('products-variants', '/products?q=shirt', async (page) => {
    await page.getByRole('button', { name: '6 variants of Linen shirt' }).click()
    await page.getByRole('button', { name: 'More for Linen shirt' }).click()
  })),
  reopened(view('products-reason', '/products?q=spoon', async (page) => {
    await page.getByRole('textbox', { name: 'Stock of Spoon rest' }).first().fill('11')
    await page.getByRole('button', { name: 'Counted' }).click()
  })),
  {
    ...view('stock-check', '/products/stock-check', (page) => page.getByText('Everything adds up.').waitFor()),
    next: [{
      name: 'admin-stock-check-differences',
      act: async (page) => {
        await answer('**/api/stock-check?*', { json: stockDifferences })(page)
        await page.getByRole('button', { name: 'Check again' }).click()
        await page.getByText('2 pieces are missing.').waitFor()
      },
    }],
  },
  view('products-none-low', '/products?q=spoon&stock=low', (page) => page.getByText('Nothing runs low').waitFor()),
  view('products-none-hidden', '/products?q=spoon&pinned=hidden', (page) => page.getByText('No product is hidden in a stream').waitFor()),
  reopened(view('products-deleted', '/products?q=cand', async (page) => {
    await page.route('**/api/products/*', (route) =>
      (route.request().method() === 'DELETE' ? route.fulfill({ status: 204 }) : route.fallback()))
    await page.getByRole('button', { name: 'More for Candle holder' }).first().click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
  })),
  reopened(view('product-form', '/products', async (page) => {
    await page.getByRole('button', { name: 'New product' }).click()
    await dialog(page).getByRole('button', { name: 'Create the product' }).click()
  })),
  reopened(view('product-options', '/products?q=shirt', async (page) => {
    await page.getByRole('button', { name: 'Edit Linen shirt' }).click()
    await dialog(page).getByRole('button', { name: 'Add another option' }).click()
    await dialog(page).getByRole('button', { name: 'Change Oat' }).click()
  })),
  reopened(view('product-unusual', '/products?q=shirt', async (page) => {
    await page.getByRole('button', { name: 'Edit Linen shirt' }).click()
    await dialog(page).getByRole('textbox', { name: 'Price of Oat / M' }).fill('5400')
    await dialog(page).getByRole('textbox', { name: 'Stock of Oat / S' }).fill('900')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await dialog(page).getByText('in place of').first().waitFor()
  })),
  reopened(view('product-variants', '/products?q=shirt', async (page) => {
    await page.getByRole('button', { name: 'Edit Linen shirt' }).click()
    await dialog(page).getByRole('textbox', { name: 'Price of Oat / M' }).fill('cheap')
    await dialog(page).getByRole('button', { name: 'Save' }).click()
    await dialog(page).getByText('One variant needs a look.').waitFor()
  })),
  view('product-picture', '/products?q=shirt', async (page) => {
    await page.getByRole('button', { name: 'Edit Linen shirt' }).click()
    await dialog(page).getByRole('button', { name: 'Picture of Oat / M' }).click()
  }),
  view('product-activity', '/products?q=shirt', async (page, shop) => {
    await shop.change('plate', { stock: 12 })
    await answer('**/api/products/*/stock', { json: stock })(page)
    await answer('**/api/products/*/stock-corrections?*', { json: corrections })(page)
    await page.getByRole('searchbox').fill('dinner')
    await page.getByRole('button', { name: 'More for Dinner plate' }).first().click()
    await page.getByRole('menuitem', { name: 'Activity' }).click()
    await dialog(page).getByText('Two came back broken').waitFor()
  }),
]
