import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const compressible = /\.(js|css|svg|json|webmanifest)$/
/** Bytes; what is shorter fits into the same packet anyway. */
const shortest = 512

const brotli = (text: Buffer) => promisify(brotliCompress)(text, {
  params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
})
const gzipped = (text: Buffer) => promisify(gzip)(text, { level: constants.Z_BEST_COMPRESSION })

async function compressFile(path: string): Promise<void> {
  const text = await readFile(path)
  if (text.length < shortest) return
  const encodings = { br: await brotli(text), gz: await gzipped(text) }
  for (const [extension, bytes] of Object.entries(encodings)) {
    if (bytes.length < text.length) await writeFile(`${path}.${extension}`, bytes)
  }
}

/** Writes brotli and gzip files beside the built ones, for servers that send what is ready (LiveShop.Local). */
export function compress(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    enforce: 'post',
    async writeBundle({ dir = 'dist' }) {
      const files = await readdir(dir, { recursive: true })
      await Promise.all(files.filter((file) => compressible.test(file) && !file.startsWith('.vite')).map((file) => compressFile(join(dir, file))))
    },
  }
}
