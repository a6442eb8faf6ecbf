import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import english from '../i18n/en'
import type { Candidate, ReadFile } from '../candidate'
import { readFile, type FileProblem } from '../readFile'

export const options = { currency: 'EUR', now: new Date('2026-12-01T10:00:00Z'), optionNames: english.optionNames }

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

export const sample = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, 'samples', name))

/** The result of a file that is expected to be understood. */
export function understood(read: ReadFile | FileProblem): ReadFile {
  if (typeof read === 'string') throw new Error(`The file was refused as ${read}.`)
  return read
}

export const read = (content: string | Uint8Array): ReadFile =>
  understood(readFile(typeof content === 'string' ? bytesOf(content) : content, options))

export function find({ candidates }: ReadFile, key: string): Candidate {
  const found = candidates.find((candidate) => candidate.key === key)
  if (!found) throw new Error(`No ${key} among ${candidates.map((candidate) => candidate.key).join(', ')}.`)
  return found
}

export const codes = (notes: readonly { code: string }[]): string[] => notes.map(({ code }) => code)
