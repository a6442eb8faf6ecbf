import type { Page } from '@playwright/test'
import type { Order } from '../src/api/types'
import { dialog } from './admin'
import { ann, as, problem, steps, view, type Step } from './adminViewSteps'
import { after, sampleOrder, sampleOrders } from './sampleOrders'
import { abort, answer, hold, type View } from './views'

/** The list answers with these orders, and each of them by its id. */
const orders = (...listed: Order[]): Step => async (page) => {
  await page.route('**/api/orders?*', (route) => {
    const { searchParams } = new URL(route.request().url())
    const [status, search] = [searchParams.get('status'), searchParams.get('search') ?? '']
    const items = listed.filter((order) => (!status || order.status === status) && order.number.startsWith(search))
    return route.fulfill({ json: { items, continuationToken: null } })
  })
  await page.route(/\/api\/orders\/[0-9a-f]{32}$/, (route) => {
    const found = listed.find(({ id }) => route.request().url().endsWith(id))
    return route.fulfill(found ? { json: found } : problem(404, 'not-found'))
  })
}
const command = (name: string, response: object) => (page: Page) => page.route(`**/api/orders/*/${name}`, (route) => route.fulfill(response))
const pressing = (name: string): Step => (page) => page.getByRole('button', { name, exact: true }).click()
const shows = (text: string): Step => (page) => page.getByText(text).first().waitFor()

const [first = sampleOrder(1), , odd = first, awaiting = first, sent = first, owed = first] = sampleOrders
const paid = { provider: 'manual', status: 'paid', url: null } as const
const many = Array.from({ length: 50 }, (_, n) => sampleOrder(100 + n))
const at = (order: Order) => `/orders/${order.id}`
const none = answer('**/api/orders?*', { json: { items: [], continuationToken: null } })

export const adminOrderViews: View[] = [
  {
    ...view('orders', '/orders', shows('Rosa Meier'), steps(ann, orders(...sampleOrders))),
    next: [
      {
        name: 'admin-orders-chosen',
        act: async (page) => {
          await page.getByRole('checkbox', { name: 'Choose order 7K2M9XQ001' }).check()
          await page.getByRole('checkbox', { name: 'Choose order 7K2M9XQ003' }).check()
        },
      },
      {
        name: 'admin-orders-new',
        act: async (page) => {
          await pressing('Choose none')(page, undefined as never)
          await orders(sampleOrder(0), ...sampleOrders)(page, undefined as never)
          await page.evaluate(() => { dispatchEvent(new Event('focus')) })
          await page.getByText('New', { exact: true }).waitFor()
        },
      },
      {
        name: 'admin-orders-offline',
        act: async (page) => {
          await page.context().setOffline(true)
          await page.getByText('You are offline.').waitFor()
        },
      },
    ],
  },
  view('orders-many', '/orders?status=placed', shows('Rosa Meier'), steps(ann, orders(...many))),
  view('orders-empty', '/orders', shows('No orders yet'), steps(ann, none)),
  view('orders-none', '/orders?q=ZZ', shows('No order number begins with'), steps(ann, none)),
  view('orders-down', '/orders', shows('The orders could not be loaded'), steps(ann, abort('**/api/**'))),
  view('orders-loading', '/orders', undefined, steps(ann, hold('**/api/**'))),
  view('orders-assistant', '/orders', shows('This page is for admins'), as('zoe', 'assistant')),

  {
    ...view('order', at(first), shows('Rosa Meier'), steps(ann, orders(first))),
    next: [
      { name: 'admin-order-cancel', act: steps(pressing('Cancel the order'), (page) => dialog(page).waitFor()) },
      {
        name: 'admin-order-conflict',
        act: steps(
          command('cancel', problem(412, 'version-mismatch', { current: after(first, 'paid', { payment: paid }) })),
          (page) => dialog(page).getByRole('button', { name: 'Cancel the order' }).click(),
          shows('Meanwhile: Bob marked it as paid.'),
        ),
      },
    ],
  },
  view('order-odd', at(odd), shows('Maximiliane'), steps(ann, orders(odd))),
  view('order-awaiting', at(awaiting), shows('Held until'), steps(ann, orders(awaiting))),
  {
    ...view('order-sent', at(sent), shows('Rosa Meier'), steps(ann, orders(sent))),
    next: [
      { name: 'admin-order-erase', act: steps(pressing('Erase the customer’s data'), (page) => dialog(page).waitFor()) },
      {
        name: 'admin-order-refused',
        act: steps(
          command('erase', problem(409, 'retention', { current: sent })),
          (page) => dialog(page).getByRole('button', { name: 'Erase the customer’s data' }).click(),
          shows('Nothing was erased'),
        ),
      },
    ],
  },
  view('order-owed', at(owed), shows('Mark as paid back'), steps(ann, orders(owed))),
  view('order-erased', at(sampleOrders.at(-1) ?? first), shows('was erased'), steps(ann, orders(...sampleOrders.slice(-1)))),
  view('order-unknown', '/orders/0123', shows('There is no such order'), steps(ann, answer('**/api/orders/*', problem(404, 'not-found')))),
  view('order-down', at(first), shows('The order could not be loaded'), steps(ann, abort('**/api/**'))),

  {
    ...view('packing', '/orders/packing', shows('Order 7K2M9XQ001'), steps(ann, orders(...sampleOrders))),
    next: [{ name: 'admin-packing-compact', act: steps((page) => page.getByRole('radio', { name: 'Compact list' }).check(), shows('To be picked')) }],
  },
  view('packing-empty', '/orders/packing', shows('Nothing is to be sent'), steps(ann, none)),
]
