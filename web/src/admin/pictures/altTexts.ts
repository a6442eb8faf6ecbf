import type { ImageAltText } from '../../api/types'

/** Most characters of a text. */
export const maxAltText = 200

// The form compares its fields as text, so the list is one, in the server's order.
export const readAltTexts = (text: string): ImageAltText[] => JSON.parse(text) as ImageAltText[]
export const writeAltTexts = (texts: readonly ImageAltText[]): string =>
  JSON.stringify(texts.toSorted((one, other) => (one.imageUrl < other.imageUrl ? -1 : 1)))

export const altTextOf = (texts: readonly ImageAltText[], imageUrl: string): string =>
  texts.find((alt) => alt.imageUrl === imageUrl)?.text ?? ''

/** The texts with another one of a picture; an empty one takes it away. */
export const withAltText = (texts: readonly ImageAltText[], imageUrl: string, text: string): ImageAltText[] =>
  [...texts.filter((alt) => alt.imageUrl !== imageUrl), ...(text ? [{ imageUrl, text }] : [])]

/** The texts of a form's field that belong to one of its pictures. */
export const altTextsOf = (text: string, pictures: readonly string[]): ImageAltText[] =>
  readAltTexts(text).map((alt) => ({ ...alt, text: alt.text.trim() })).filter(({ imageUrl, text }) => text && pictures.includes(imageUrl))
