import type { Page, Route } from '@playwright/test'
import { expect, preview, test } from './admin'

const tenant = '22222222-2222-4222-8222-222222222222'
const authority = `https://login.microsoftonline.com/${tenant}`
const auth = { kind: 'entra', clientId: '11111111-1111-4111-8111-111111111111', authority, scopes: ['api://liveshop/admin'] }

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const clientInfo = base64({ uid: 'ann-id', utid: tenant })

/** Microsoft's sign-in as far as a browser sees it: a page that comes back with a code, and tokens for the code. */
async function microsoft(page: Page, accessToken: string): Promise<string[]> {
  const asked: string[] = []
  let nonce = ''
  const leave = (route: Route, to: string) =>
    route.fulfill({ contentType: 'text/html', body: `<script>location.replace(${JSON.stringify(to)})</script>` })

  await page.route('https://login.microsoftonline.com/**', async (route) => {
    const url = new URL(route.request().url())
    const step = url.pathname.split('/').at(-1) ?? ''
    const given = url.searchParams
    asked.push(step)
    switch (step) {
      case 'openid-configuration':
        return route.fulfill({
          headers: { 'access-control-allow-origin': '*' },
          json: {
            issuer: `${authority}/v2.0`,
            authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
            token_endpoint: `${authority}/oauth2/v2.0/token`,
            end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
            jwks_uri: `${authority}/discovery/v2.0/keys`,
          },
        })
      case 'authorize':
        nonce = given.get('nonce') ?? ''
        return leave(route, `${given.get('redirect_uri') ?? ''}#code=one-time&client_info=${clientInfo}&state=${encodeURIComponent(given.get('state') ?? '')}`)
      case 'token': {
        const now = Math.floor(Date.now() / 1_000)
        const claims = {
          iss: `${authority}/v2.0`, aud: auth.clientId, sub: 'ann', oid: 'ann-id', tid: tenant, ver: '2.0', nonce,
          name: 'Ann Admin', preferred_username: 'ann@shop.example', iat: now, nbf: now, exp: now + 3_600,
        }
        return route.fulfill({
          headers: { 'access-control-allow-origin': '*' },
          json: {
            token_type: 'Bearer', scope: auth.scopes.join(' '), expires_in: 3_600, access_token: accessToken,
            refresh_token: 'refresh', id_token: `${base64({ alg: 'RS256', typ: 'JWT' })}.${base64(claims)}.signed`, client_info: clientInfo,
          },
        })
      }
      case 'logout':
        return leave(route, given.get('post_logout_redirect_uri') ?? '')
      default:
        return route.abort()
    }
  })
  return asked
}

/** Has the pages say that admins sign in at Microsoft, as LiveShop.Local writes it into them when it is set so. */
async function signInIsMicrosofts(page: Page, url: string): Promise<void> {
  await page.route(`${url}/**`, async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback()
    const response = await route.fetch()
    const config = `id="config">${JSON.stringify({ apiBaseUrl: '', auth })}</script>`
    return route.fulfill({ response, body: (await response.text()).replace(/id="config">.*?<\/script>/, () => config) })
  })
}

test('an admin signs in at Microsoft Entra ID when the page says so, and comes back to the same page', async ({ room, page }) => {
  const { shop, streamId } = room
  await signInIsMicrosofts(page, shop.url)
  const asked = await microsoft(page, (await shop.token('Ann Admin')).accessToken)
  const refused: string[] = []
  page.on('console', (message) => { if (message.text().includes('Content Security Policy')) refused.push(message.text()) })

  await page.goto(`${shop.url}/admin/streams/${streamId}`)
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await expect(page.getByRole('heading', { name: 'Winter table' })).toBeVisible()
  await expect(page).toHaveURL(`${shop.url}/admin/streams/${streamId}`)
  await expect(page.getByText('Ann Admin')).toBeVisible()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(preview(page)).toContainText('The page that thanks for watching.')

  await page.reload()
  await expect(page.getByRole('heading', { name: 'Winter table' })).toBeVisible()
  expect(asked.filter((step) => step === 'token')).toHaveLength(1)

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in with Microsoft' })).toBeVisible()
  expect(asked.at(-1)).toBe('logout')
  expect(refused).toEqual([])
})

test('Microsoft’s library is not loaded where nobody signs in with it', async ({ room, page }) => {
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(request.url()))
  await page.goto(`${room.shop.url}/admin`)
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible()
  expect(loaded.filter((url) => /entraSignIn|hls/.test(url))).toEqual([])
})
