import type { Page } from '@playwright/test'
import { join, resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../../artifacts/screenshots')

/** Writes a file for people to look at where LIVESHOP_SCREENSHOTS is set: no test reads it, and encoding hundreds takes time. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  if (process.env.LIVESHOP_SCREENSHOTS) await page.screenshot({ path: join(folder, `${name}.png`) })
}
