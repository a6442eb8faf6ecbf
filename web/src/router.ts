import { createRouter, createWebHistory } from 'vue-router'
import { adminRoutes } from './admin/routes'
import { basePath } from './basePath'
import HomePage from './liveStreams/HomePage.vue'
import LivePage from './liveStreams/LivePage.vue'
import NotFoundPage from './ui/NotFoundPage.vue'

/** Loads the orders' own messages with their page. */
async function orderPage() {
  const [component, { orderMessagesReady }] = await Promise.all([import('./orders/OrderPage.vue'), import('./orders/i18n')])
  await orderMessagesReady.catch(() => undefined)
  return component
}

export const router = createRouter({
  history: createWebHistory(basePath),
  // A page that was just opened is at its top, and scrolling there would have it laid out before it has anything to show.
  scrollBehavior: (to, from, saved) => saved ?? (from.matched.length > 0 && to.path !== from.path && { top: 0 }),
  routes: [
    { path: '/', name: 'home', component: HomePage },
    { path: '/live/:streamId', name: 'live', component: LivePage, props: true },
    { path: '/legal/:page(imprint|privacy|terms)', name: 'legal', component: () => import('./shop/LegalPage.vue'), props: true },
    { path: '/orders/:orderId', name: 'order', component: orderPage, props: true },
    ...adminRoutes,
    { path: '/:unknown(.*)*', name: 'not-found', component: NotFoundPage },
  ],
})
