import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { Role } from './session/roles'

declare module 'vue-router' {
  interface RouteMeta {
    /** The role without which the page shows nothing; any role if there is none. */
    role?: Role
  }
}

/** Loads the admin's messages with the layout, so that no page mixes two languages. */
async function layout() {
  const [component, { adminMessagesReady }] = await Promise.all([import('./AdminLayout.vue'), import('./i18n')])
  await adminMessagesReady.catch(() => undefined)
  return component
}

/** Loads the import's own messages with its page. */
async function importPage() {
  const [component, { importMessagesReady }] = await Promise.all([import('./import/ImportPage.vue'), import('./import/i18n')])
  await importMessagesReady.catch(() => undefined)
  return component
}

/** Loads the orders' own messages with a page of theirs. */
const ordersPage = (load: () => Promise<unknown>) => async () => {
  const [component, { orderMessagesReady }] = await Promise.all([load(), import('./orders/i18n')])
  await orderMessagesReady.catch(() => undefined)
  return component as Component
}

const forAdmins = { role: 'admin' } as const

/** The admin's pages are loaded lazily, so customers do not download them. */
export const adminRoutes: RouteRecordRaw[] = [
  {
    path: '/admin',
    component: layout,
    children: [
      { path: '', name: 'admin-streams', component: () => import('./liveStreams/StreamsPage.vue') },
      {
        path: 'streams/:streamId',
        name: 'admin-stream',
        component: () => import('./liveStreams/AdminLiveStream.vue'),
        props: true,
      },
      { path: 'products', name: 'admin-products', component: () => import('./products/ProductsPage.vue') },
      { path: 'products/import', name: 'admin-import', component: importPage, meta: forAdmins },
      {
        path: 'products/stock-check',
        name: 'admin-stock-check',
        component: () => import('./products/stockCheck/StockCheckPage.vue'),
        meta: forAdmins,
      },
      { path: 'orders', name: 'admin-orders', component: ordersPage(() => import('./orders/OrdersPage.vue')), meta: forAdmins },
      { path: 'orders/packing', name: 'admin-packing', component: ordersPage(() => import('./orders/packing/PackingPage.vue')), meta: forAdmins },
      {
        path: 'orders/:orderId',
        name: 'admin-order',
        component: ordersPage(() => import('./orders/OrderPage.vue')),
        props: true,
        meta: forAdmins,
      },
      { path: 'shop', name: 'admin-shop', component: () => import('./shop/ShopPage.vue'), meta: forAdmins },
    ],
  },
]
