/** Most pictures that a product can have. */
export const maxPictures = 10

/** The addresses in a form's field, one a line. */
export const readPictures = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean)

/** The text of a form's field for the addresses. */
export const writePictures = (addresses: readonly string[]): string => addresses.join('\n')

/** The addresses with one of them at another place. */
export function movePicture(addresses: readonly string[], from: number, to: number): string[] {
  const others = addresses.filter((_, at) => at !== from)
  return others.toSpliced(to, 0, ...addresses.slice(from, from + 1))
}
