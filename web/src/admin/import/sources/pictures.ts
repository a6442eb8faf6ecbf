import type { ImportedProduct } from '../candidate'
import * as limits from '../limits'
import { fixAddress } from '../values/address'
import { decodeEntities } from '../values/html'
import { cutText, oneLine } from '../values/text'
import type { Draft } from './draft'

/** The address of a picture; undefined, with a remark, when it is none. */
export function addressOf(draft: Draft, text: string, isOwn: boolean): string | undefined {
  const address = fixAddress(text, isOwn)
  if (!address) draft.remark('badAddress', text.slice(0, 100))
  return address
}

/** The pictures of a draft with their alternative texts. */
export function picturesOf(draft: Draft, isOwn: boolean): Pick<ImportedProduct, 'images' | 'imageAltTexts'> {
  if (!draft.images) return { images: undefined, imageAltTexts: undefined }
  const texts = new Map<string, string>()
  for (const [at, image] of draft.images.entries()) {
    const address = addressOf(draft, image, isOwn)
    // The first text of a picture counts that is there twice.
    if (address !== undefined) texts.set(address, texts.get(address) || altTextOf(draft, draft.altTexts?.[at] ?? '', isOwn))
  }
  if (texts.size > limits.maxImages) draft.remark('imagesCut', texts.size - limits.maxImages, limits.maxImages)
  const images = [...texts.keys()].slice(0, limits.maxImages)
  const told = images.map((imageUrl) => ({ imageUrl, text: texts.get(imageUrl) ?? '' })).filter(({ text }) => text)
  return { images, imageAltTexts: draft.altTexts && inOrder(told) }
}

/** By address, as the server keeps them. */
const inOrder = (texts: NonNullable<ImportedProduct['imageAltTexts']>) =>
  texts.toSorted((one, other) => (one.imageUrl < other.imageUrl ? -1 : 1))

function altTextOf(draft: Draft, text: string, isOwn: boolean): string {
  const line = isOwn ? text : oneLine(decodeEntities(text))
  const cut = cutText(line, limits.maxAltTextLength)
  if (cut !== line) draft.remark('altTextCut', line.length, limits.maxAltTextLength)
  return cut
}
