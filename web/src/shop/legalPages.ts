import { computed } from 'vue'
import type { LegalPage, Shop } from '../api/types'
import { shop } from './shop'

export const legalPageNames = ['imprint', 'privacy', 'terms'] as const
export type LegalPageName = (typeof legalPageNames)[number]

/** The legal pages that the settings have, in the order of the footer. */
export const legalPagesOf = (settings: Readonly<Pick<Shop, LegalPageName>> | undefined) =>
  legalPageNames.flatMap((name) => {
    const page = settings?.[name]
    return page ? [{ name, page }] : []
  })

export const useLegalPages = () => computed(() => legalPagesOf(shop.value))

/** The paragraphs of a text, which are parted by empty lines. */
export const paragraphsOf = ({ text }: Readonly<LegalPage>): string[] =>
  (text ?? '').split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter(Boolean)
