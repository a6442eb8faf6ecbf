import type { RouteRecordRaw } from 'vue-router'

/** The admin's pages, each loaded when it is opened, so that customers never load them. */
export const adminRoutes: RouteRecordRaw[] = []
