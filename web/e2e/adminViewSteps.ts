import type { Page } from '@playwright/test'
import { preview } from './admin'
import type { Role, Shop } from './shop'
import type { View } from './views'

/** Signs in as the page itself would, before it is opened. */
export const as = (name: string, role: Role = 'admin') => async (page: Page, shop: Shop) => {
  const token = { name, ...(await shop.token(name, role)) }
  await page.evaluate((value) => { localStorage.setItem('liveshop.admin', value) }, JSON.stringify(token))
}

/** Signs in with a token without a role, which only a provider elsewhere would issue. */
export const withoutRole = (name: string) => async (page: Page) => {
  const claims = Buffer.from(JSON.stringify({ sub: name, roles: [] })).toString('base64url')
  const token = { name, accessToken: `e30.${claims}.x`, expiresAt: new Date(Date.now() + 3_600_000).toISOString() }
  await page.evaluate((value) => { localStorage.setItem('liveshop.admin', value) }, JSON.stringify(token))
}

export type Step = (page: Page, shop: Shop) => Promise<unknown>
export const steps = (...all: Step[]) => async (page: Page, shop: Shop) => { for (const step of all) await step(page, shop) }

export const ann = as('ann')
export const reached = (page: Page) => preview(page).getByText(/has reached them/).waitFor()
export const problem = (status: number, slug: string, more = {}) =>
  ({ status, json: { type: `urn:liveshop:problem:${slug}`, status, ...more } })

export const view = (name: string, path: string, act?: View['act'], before: Step = ann): View => ({
  name: `admin-${name}`,
  path: `/admin${path}`,
  before: steps(before),
  ...(act && { act }),
})

export const stream = (name: string, id: string, act: Step = () => Promise.resolve()): View =>
  view(name, `/streams/${id}`, steps(reached, act))

export const reopened = (of: View): View => ({ ...of, reopen: true })

/** The stream's commands are refused; what is read is not. */
export const refuse = (page: Page, response: object) =>
  page.route(/\/api\/livestreams\/[^/]+\/pin/, (route) => (route.request().method() === 'GET' ? route.fallback() : route.fulfill(response)))
