import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'

/** The small files of other shops that the specs of the import read. */
export const sampleFile = (name: string): string => join(resolve(import.meta.dirname, '../src/admin/import/testing/samples'), name)

/** Gives a file to the import page, as choosing it does. */
export async function chooseFile(page: Page, file: string | { name: string; content: string }): Promise<void> {
  const given = typeof file === 'string' ? file : { name: file.name, mimeType: 'text/csv', buffer: Buffer.from(file.content) }
  await page.locator('input[type=file]').setInputFiles(given)
}
