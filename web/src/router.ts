import { createRouter, createWebHistory } from 'vue-router'
import { adminRoutes } from './admin/routes'

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', name: 'home', component: () => import('./liveStreams/HomePage.vue') },
    { path: '/live/:streamId', name: 'live', component: () => import('./liveStreams/LivePage.vue'), props: true },
    { path: '/legal/:page(imprint|privacy|terms)', name: 'legal', component: () => import('./shop/LegalPage.vue'), props: true },
    ...adminRoutes,
    { path: '/:unknown(.*)*', name: 'not-found', component: () => import('./ui/NotFoundPage.vue') },
  ],
})
