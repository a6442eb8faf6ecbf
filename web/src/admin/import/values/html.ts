import { Parser } from 'htmlparser2'
import { cleanText } from './text'

/** Elements whose content is no text. */
const silent = new Set(['script', 'style', 'head', 'template', 'iframe', 'noscript', 'object', 'svg', 'select'])
/** Elements with an empty line around them. */
const paragraphs = new Set([
  'p', 'ul', 'ol', 'dl', 'table', 'blockquote', 'pre', 'figure', 'section', 'article', 'header', 'footer', 'hr',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
])
/** Elements that begin on a line of their own. */
const lines = new Set(['div', 'li', 'tr', 'dt', 'dd', 'figcaption', 'address', 'main', 'caption'])

const isHtml = (text: string) => /<\/?[a-z][^<>]*>|<!--/i.test(text)

/** Resolves entities, such as `&amp;`, in a text without markup. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  let decoded = ''
  const parser = new Parser({ ontext: (part) => { decoded += part } })
  parser.end(text.replaceAll('<', '&lt;'))
  return decoded
}

/** Lines of text, of which the next may have to begin anew. */
class TextLines {
  text = ''
  private breaks = 0

  /** Begins a new line (1) or a new paragraph (2) before the next text, and ends the line so far. */
  breakLine(breaks: 0 | 1 | 2): void {
    this.text = this.text.replace(/[^\S\n]+$/, '')
    this.breaks = Math.max(this.breaks, breaks)
  }

  /** `<br>`: each one counts. */
  addBreak(): void {
    this.breakLine(0)
    this.flush()
    if (this.text) this.text += '\n'
  }

  add(part: string): void {
    const text = this.breaks || !this.text || /\s$/.test(this.text) ? part.replace(/^[^\S\n\u2003]+/, '') : part
    if (!text) return
    this.flush()
    this.text += text
  }

  private flush(): void {
    if (this.text) this.text += '\n'.repeat(Math.max(0, this.breaks - (/\n*$/.exec(this.text)?.[0].length ?? 0)))
    this.breaks = 0
  }
}

/** The text of a piece of HTML with its paragraphs, line breaks and lists. A text without markup keeps its own line breaks. */
export function htmlToText(html: string): string {
  const clean = cleanText(html)
  if (!isHtml(clean)) return tidy(decodeEntities(clean))

  const out = new TextLines()
  /** Of the open lists: the next number, or undefined where they have none. */
  const lists: (number | undefined)[] = []
  let hidden = 0
  let preformatted = 0
  const parser = new Parser({
    onopentagname(name) {
      if (silent.has(name)) hidden++
      if (name === 'pre') preformatted++
      if (name === 'br') return out.addBreak()
      if (paragraphs.has(name)) out.breakLine(lists.length ? 1 : 2)
      else if (lines.has(name)) out.breakLine(1)
      if (name === 'ul' || name === 'ol') lists.push(name === 'ol' ? 1 : undefined)
      if (name === 'li') out.add(marker(lists))
      if (name === 'td' || name === 'th') out.add(' ')
    },
    ontext(text) {
      if (hidden) return
      out.add(preformatted ? text : text.replace(/[ \t\n\f]+/g, ' '))
    },
    onclosetag(name) {
      if (silent.has(name)) hidden = Math.max(0, hidden - 1)
      if (name === 'pre') preformatted = Math.max(0, preformatted - 1)
      if (name === 'ul' || name === 'ol') lists.pop()
      if (paragraphs.has(name)) out.breakLine(lists.length ? 1 : 2)
      else if (lines.has(name)) out.breakLine(1)
    },
  })
  parser.end(clean)
  return tidy(out.text)
}

function marker(lists: (number | undefined)[]): string {
  const indent = '\u2003'.repeat(Math.max(0, lists.length - 1))
  const number = lists.at(-1)
  if (number === undefined) return `${indent}• `
  lists[lists.length - 1] = number + 1
  return `${indent}${number}. `
}

/** Without blanks at the ends of lines and without more than one empty line in a row. */
const tidy = (text: string) =>
  cleanText(text).replace(/[^\S\n\u2003]+$/gm, '').replace(/^[^\S\n\u2003]+(?=\n|$)/gm, '').replace(/\n{3,}/g, '\n\n').trim()
