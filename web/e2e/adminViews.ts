import { dialog, handle, pins, price, search } from './admin'
import { productViews } from './adminProductViews'
import { ann, problem, refuse, reopened, steps, stream, view, withoutRole, type Step } from './adminViewSteps'
import { importViews } from './importViews'
import { adminOrderViews } from './adminOrderViews'
import { abort, answer, hold, type View } from './views'

const pressing = (name: string): Step => (page) => page.getByRole('button', { name, exact: true }).click()

export const adminViews: View[] = [
  view('sign-in', '', undefined, () => Promise.resolve()),
  view('sign-in-refused', '', async (page) => {
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Write your name.').waitFor()
    await page.getByRole('textbox').fill('ann')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The sign-in does not answer.').waitFor()
  }, abort('**/dev/token')),
  view('forbidden', '', (page) => page.getByRole('heading', { name: 'This part is for admins' }).waitFor(), withoutRole('carl')),

  view('streams', '', (page) => page.getByRole('heading', { name: 'Live now' }).waitFor()),
  view('streams-loading', '', undefined, steps(ann, hold('**/api/**'))),
  view('streams-down', '', (page) => page.getByText('The streams could not be loaded').waitFor(), steps(ann, abort('**/api/**'))),
  view('streams-empty', '', undefined, steps(ann, answer('**/api/livestreams?*', { json: { items: [], continuationToken: null } }))),
  reopened(view('stream-form', '', async (page) => {
    await page.getByRole('button', { name: 'New stream' }).click()
    await dialog(page).getByLabel('Video address').fill('clip')
    await dialog(page).getByRole('button', { name: 'Create the stream' }).click()
  })),

  stream('live', 'playing'),
  stream('one', 'single'),
  stream('empty', 'empty'),
  stream('many', 'many'),
  stream('odd', 'odd'),
  stream('sold-out', 'sold-out'),
  stream('waiting', 'soon'),
  stream('ended', 'over'),
  stream('search', 'several', (page) => search(page).fill('pla')),
  stream('none-found', 'several', async (page) => {
    await search(page).fill('submarine')
    await page.getByText('Nothing is called').waitFor()
  }),
  stream('question', 'several', pressing('Stop')),
  stream('lifted', 'several', async (page) => {
    await handle(page, 'Soup bowl').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowUp')
  }),
  stream('bad-price', 'several', async (page) => {
    await price(page, 'Turned vase').fill('cheap')
    await price(page, 'Turned vase').press('Enter')
    await pins(page).getByText('A price such as').waitFor()
  }),
  reopened(stream('refused', 'several', async (page) => {
    await refuse(page, problem(409, 'contention'))
    await page.getByRole('button', { name: 'Hide Turned vase' }).click()
    await page.getByRole('button', { name: 'Pin Planter', exact: true }).first().click()
    await page.getByText('Planter was not pinned').first().waitFor()
  })),
  reopened(stream('conflict', 'conflicted', async (page, shop) => {
    const bob = await shop.as('Bob')
    await bob.unpin('conflicted', 'plate')
    await bob.reorder('conflicted', ...(await bob.pinned('conflicted')).reverse())
    await bob.pin('conflicted', 'plate')
    await pins(page).getByText('Bob pinned Dinner plate').waitFor()
  })),
  stream('expired', 'several', async (page) => {
    await refuse(page, problem(401, 'unauthorized'))
    await page.getByRole('button', { name: 'Hide Turned vase' }).click()
    await dialog(page).waitFor()
  }),
  stream('offline', 'several', async (page) => {
    await page.context().setOffline(true)
    await page.getByText('Connection lost. Reconnecting…').waitFor()
  }),
  view('unknown', '/streams/no-such-stream', (page) => page.getByText('There is no such stream').waitFor()),
  view('down', '/streams/several', (page) => page.getByText('The shop does not answer').waitFor(), steps(ann, abort('**/api/**'))),
  view('loading', '/streams/several', undefined, steps(ann, hold('**/api/**'))),

  ...productViews,
  ...importViews(view),
  ...adminOrderViews,
  // One page for the settings as they are, an accent that is refused, and what another admin saved meanwhile.
  view('shop', '/shop', (page) => page.getByLabel('Name', { exact: true }).waitFor()),
  reopened(view('shop-refused', '/shop', async (page, shop) => {
    await page.getByLabel('Slogan').fill('Mine')
    await shop.settings({ slogan: 'Live from the workshop ' })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Now: Live from the workshop').waitFor()
    await page.getByLabel('Accent colour', { exact: true }).fill('#ffd400')
    await page.getByRole('button', { name: 'Add a rate' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('It is hard to read in the light.').waitFor()
    await shop.settings({ slogan: 'Live from the workshop' })
  })),
  view('shop-down', '/shop', (page) => page.getByText('The settings could not be loaded').waitFor(), steps(ann, abort('**/api/**'))),
]
