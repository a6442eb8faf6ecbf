/** C0 and C1 controls but tab and line feed, and characters that force a writing direction: the server refuses them. */
 
const refused = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/g

/** The text with one kind of line break and without characters that the server refuses. */
export const cleanText = (text: string): string => text.replace(/\r\n?/g, '\n').replace(refused, '')

/** A text of one line. */
export const oneLine = (text: string): string => cleanText(text).replace(/\s*\n\s*/g, ' ').trim()

/** At most so many characters, cut between words where that leaves enough. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const cut = text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')
  const atWord = cut.replace(/\s+\S*$/, '')
  return `${atWord.length > maxLength / 2 ? atWord : cut}…`
}
