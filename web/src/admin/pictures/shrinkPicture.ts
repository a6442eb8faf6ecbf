import { fittedSize, type CropArea, type Size } from './cropArea'

/** Pixels of the longest side, as the server keeps it. */
const longestSide = 1600
const quality = 0.88

/** A picture that this browser can show, upright. Close it when it is no longer needed. */
export const decodePicture = (file: Blob): Promise<ImageBitmap> => createImageBitmap(file, { imageOrientation: 'from-image' })

const encode = (canvas: HTMLCanvasElement, type: string) =>
  new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, type, quality) })

/**
 * The area of a picture, made smaller and encoded as WebP, or as PNG by browsers that cannot encode WebP.
 * @param area The whole picture when left out.
 */
export async function shrinkPicture(picture: CanvasImageSource & Size, area?: CropArea): Promise<Blob> {
  const part = area ?? { x: 0, y: 0, width: picture.width, height: picture.height }
  const { width, height } = fittedSize(part, longestSide)
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser has no canvas.')
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, part.x, part.y, part.width, part.height, 0, 0, width, height)
  const encoded = await encode(canvas, 'image/webp')
  if (!encoded) throw new Error('The picture could not be encoded.')
  return encoded
}
