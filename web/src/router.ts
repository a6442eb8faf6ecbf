import { createRouter, createWebHistory } from 'vue-router'
import { adminRoutes } from './admin/routes'
import { basePath } from './basePath'
import HomePage from './liveStreams/HomePage.vue'
import LivePage from './liveStreams/LivePage.vue'
import LegalPage from './shop/LegalPage.vue'
import NotFoundPage from './ui/NotFoundPage.vue'

export const router = createRouter({
  history: createWebHistory(basePath),
  // A page that was just opened is at its top, and scrolling there would have it laid out before it has anything to show.
  scrollBehavior: (_to, from, saved) => saved ?? (from.matched.length > 0 && { top: 0 }),
  routes: [
    { path: '/', name: 'home', component: HomePage },
    { path: '/live/:streamId', name: 'live', component: LivePage, props: true },
    { path: '/legal/:page(imprint|privacy|terms)', name: 'legal', component: LegalPage, props: true },
    ...adminRoutes,
    { path: '/:unknown(.*)*', name: 'not-found', component: NotFoundPage },
  ],
})
