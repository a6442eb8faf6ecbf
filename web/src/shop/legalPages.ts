import type { LegalPage, Shop } from '../api/types'

export const legalPageNames = ['imprint', 'privacy', 'terms'] as const
export type LegalPageName = Shop['legalPages'][number]['name']

/** The paragraphs of a text, which are parted by empty lines. */
export const paragraphsOf = ({ text }: Readonly<LegalPage>): string[] =>
  (text ?? '').split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter(Boolean)
