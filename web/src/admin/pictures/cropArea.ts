/** A part of a picture in its pixels. */
export interface CropArea {
  x: number
  y: number
  width: number
  height: number
}

export interface Size {
  width: number
  height: number
}

/** How far a crop can zoom in. */
export const maxZoom = 4

const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), Math.max(most, 0))

/**
 * The largest area of a shape that fits into the picture, in its middle.
 * @param ratio Width to height.
 */
export function largestArea({ width, height }: Size, ratio: number): CropArea {
  const fitted = width / height > ratio ? { width: height * ratio, height } : { width, height: width / ratio }
  return { ...fitted, x: (width - fitted.width) / 2, y: (height - fitted.height) / 2 }
}

/** The area moved by pixels of the picture, as far as it stays inside. */
export const moveArea = (area: CropArea, picture: Size, x: number, y: number): CropArea => ({
  ...area,
  x: clamp(area.x + x, picture.width - area.width),
  y: clamp(area.y + y, picture.height - area.height),
})

/** The area at another zoom, 1 for the largest, around the same middle as far as it stays inside. */
export function zoomArea(area: CropArea, picture: Size, ratio: number, zoom: number): CropArea {
  const largest = largestArea(picture, ratio)
  const [width, height] = [largest.width / zoom, largest.height / zoom]
  const around = { width, height, x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2 }
  return moveArea(around, picture, 0, 0)
}

/** The size of the area, made smaller until no side is longer than the most. */
export function fittedSize({ width, height }: Size, most: number): Size {
  const scale = Math.min(1, most / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
