import type { RouteRecordRaw } from 'vue-router'

/** The admin's words come with the pages, so that no page is ever half in one language. */
async function layout() {
  const [component, { adminMessagesReady }] = await Promise.all([import('./AdminLayout.vue'), import('./i18n')])
  await adminMessagesReady.catch(() => undefined)
  return component
}

/** The admin's pages, each loaded when it is opened, so that customers never load them. */
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
    ],
  },
]
