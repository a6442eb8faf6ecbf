import type { RouteRecordRaw } from 'vue-router'

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
      { path: 'products/import', name: 'admin-import', component: importPage },
      { path: 'shop', name: 'admin-shop', component: () => import('./shop/ShopPage.vue') },
    ],
  },
]
