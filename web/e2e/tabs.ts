import type { BrowserContext, Page } from '@playwright/test'

/** Pages, each in a context of its own, that the tests of a worker use in turn: a warm one loads the app in half the time of a new one. */
export class Tabs {
  private readonly free: Page[] = []
  private readonly contexts: BrowserContext[] = []
  private viewport: ReturnType<Page['viewportSize']> = null

  /** `emptyUrl`: a resource of the shop's origin that runs no script, through which what is stored can be reached. */
  constructor(private readonly newContext: () => Promise<BrowserContext>, private readonly emptyUrl: string) {}

  /** A page on `emptyUrl`, with nothing stored. */
  async take(): Promise<Page> {
    const free = this.free.pop()
    if (free) return free
    const context = await this.newContext()
    this.contexts.push(context)
    const page = await context.newPage()
    this.viewport = page.viewportSize()
    await page.goto(this.emptyUrl)
    return page
  }

  async giveBack(page: Page): Promise<void> {
    page.removeAllListeners()
    await page.context().setOffline(false)
    // Before the routes go, because a request that one holds back would reach the server then.
    await page.goto(this.emptyUrl)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.emulateMedia({ colorScheme: null, reducedMotion: null })
    if (this.viewport) await page.setViewportSize(this.viewport)
    await page.evaluate(() => { localStorage.clear(); sessionStorage.clear() })
    this.free.push(page)
  }

  async close(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()))
  }
}
