import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin, Rolldown } from 'vite'

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk

/** The HTML files, by the first part of the addresses that they serve, and the module that such a page loads lazily. */
const pages = {
  index: {},
  live: {},
  orders: { route: 'src/orders/OrderPage.vue' },
  admin: { route: 'src/admin/AdminLayout.vue' },
} satisfies Record<string, { route?: string }>
type Page = keyof typeof pages

const read = (file: string) => readFileSync(resolve(import.meta.dirname, 'skeletons', file), 'utf8').trim()
const skeletonOf = (page: Page) => read(`${page}.html`)
const pageOf = (path = '/'): Page => (/^\/(live|orders|admin)(?=[/?#]|$)/.exec(path)?.[1] ?? 'index') as Page

/** A chunk with all that it imports, without those that the page has anyway. */
function chunksOf(bundle: Bundle, chunk: Chunk, found: Set<Chunk>): Set<Chunk> {
  if (found.has(chunk)) return found
  found.add(chunk)
  for (const imported of chunk.imports) {
    const next = bundle[imported]
    if (next?.type === 'chunk') chunksOf(bundle, next, found)
  }
  return found
}

function linksOf(bundle: Bundle, route: string, html: string): { scripts: string[]; styles: string[] } {
  const module = resolve(import.meta.dirname, '..', route)
  const first = Object.values(bundle).find((output): output is Chunk => output.type === 'chunk' && output.facadeModuleId === module)
  if (!first) throw new Error(`The build has no chunk of ${route}.`)
  const chunks = [...chunksOf(bundle, first, new Set())]
  const missing = (files: string[]) => files.filter((file) => !html.includes(`"/${file}"`))
  return {
    scripts: missing(chunks.map((chunk) => chunk.fileName)).map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`),
    styles: missing(chunks.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]))
      .map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
  }
}

/**
 * Makes an HTML file for each kind of page from index.html: with the outline that is shown until the page is ready, and
 * with links to what the page loads first, which otherwise would be found only when the scripts run.
 */
export function htmlPages(): Plugin {
  const skeleton = '<!-- skeleton -->'
  const style = '<!-- skeleton style -->'
  const stylesheet = /\s*<link rel="stylesheet"[^>]*>/g

  function render(page: Page, html: string, bundle: Bundle): string {
    const { route } = pages[page] as { route?: string }
    const { scripts, styles } = route ? linksOf(bundle, route, html) : { scripts: [], styles: [] }
    // A stylesheet in the head would keep the skeleton from being painted.
    const own = [...html.matchAll(stylesheet)].map(([link]) => link.trim())
    return html
      .replace(stylesheet, '')
      .replace(skeleton, () => skeletonOf(page))
      .replace(/\s*<\/head>/, (end) => ['', ...scripts].join('\n    ') + end)
      .replace(/\s*<\/body>/, (end) => ['', ...own, ...styles].join('\n    ') + end)
  }

  return {
    name: 'html-pages',
    enforce: 'post',
    transformIndexHtml: {
      order: 'pre',
      handler(html, { server, originalUrl }) {
        const styled = html.replace(style, () => `<style>${read('skeleton.css')}</style>`)
        // The development server makes the page of each address when it is asked for.
        return server ? styled.replace(skeleton, () => skeletonOf(pageOf(originalUrl))) : styled
      },
    },
    generateBundle(_options, bundle) {
      const index = bundle['index.html']
      if (index?.type !== 'asset') throw new Error('The build has no index.html.')
      const html = String(index.source)
      for (const page of Object.keys(pages) as Page[]) {
        const source = render(page, html, bundle)
        if (page === 'index') index.source = source
        else this.emitFile({ type: 'asset', fileName: `${page}.html`, source })
      }
    },
  }
}
