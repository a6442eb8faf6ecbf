import type { LegalPageName } from '../shop/legalPages'
import { shop } from '../shop/shop'

/** The link to a legal page of the shop, where it has one. */
export const legalPage = (name: LegalPageName) => shop.value?.legalPages.find((page) => page.name === name)
