import { computed, readonly, ref, shallowRef } from 'vue'
import { unwrap, useApi } from '../api/client'
import type { Shop } from '../api/types'

const settings = shallowRef<Shop>()
const failed = ref(false)
/** How often settings were applied, by which an answer that was overtaken is told. */
let applied = 0

/** The shop's settings; undefined until they are loaded. */
export const shop = readonly(settings)

/** Empty until the settings are loaded. */
export const shopName = computed(() => settings.value?.name ?? '')

/** Whether the settings are loaded, or cannot be and the pages' own words stand in for them. */
export const isShopSettled = computed(() => settings.value !== undefined || failed.value)

/** Shows these settings on the page, such as those that the admin has just saved. */
export function applyShop(next: Shop): void {
  applied++
  settings.value = next
}

/** Reads the settings; the browser's cache sends If-None-Match. After a failure the page keeps what it has. */
export async function loadShop(): Promise<void> {
  const before = applied
  try {
    const next = await unwrap(useApi().GET('/shop'))
    if (applied === before) applyShop(next)
  } catch {
    failed.value = true
  }
}
