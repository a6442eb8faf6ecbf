// Measures the time from the admin's click on "Pin" to the card painted on the customer's page, both in a browser:
//   node scripts/click-to-card.mjs http://localhost:7071
// Creates a stream on that LiveShop.Local and stops it at the end. CHROMIUM is the path of another browser.
import { chromium } from '@playwright/test'

const measuredRounds = 30
const warmUpRounds = 5
const [url = 'http://localhost:7071'] = process.argv.slice(2)
const streamId = `measure-${Date.now()}`
const productId = streamId

const { accessToken } = await call('/dev/token', 'POST', { name: 'measure' })

async function call(path, method, body) {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(path.startsWith('/api') && { authorization: `Bearer ${accessToken}` }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}.`)
  return response.status === 204 ? undefined : response.json()
}

async function openPages(browser) {
  const [admin, customer] = await Promise.all([browser.newPage(), browser.newPage()])
  await admin.goto(`${url}/admin/streams/${streamId}`)
  await admin.getByRole('textbox').fill('measure')
  await admin.getByRole('button', { name: 'Sign in' }).click()
  await admin.getByRole('searchbox').fill(productId)
  await customer.goto(`${url}/live/${streamId}`)
  await customer.locator('[data-connection=live]').waitFor()
  // Both pages' timestamps are comparable, because timeOrigin is on the same clock.
  await admin.evaluate(() => {
    addEventListener('click', (event) => { window.clickedAt = performance.timeOrigin + event.timeStamp }, true)
  })
  await customer.evaluate((id) => {
    new MutationObserver(() => {
      const shown = document.querySelector(`[data-product="${id}"]`) !== null
      if (shown && !window.shown) {
        requestAnimationFrame(() => requestAnimationFrame(() => { window.paintedAt = performance.timeOrigin + performance.now() }))
      }
      window.shown = shown
    }).observe(document.body, { childList: true, subtree: true })
  }, productId)
  return { admin, customer }
}

async function measureOnce({ admin, customer }) {
  await customer.evaluate(() => { window.paintedAt = undefined })
  await admin.getByRole('button', { name: `Pin ${productId}`, exact: true }).click()
  await customer.waitForFunction(() => window.paintedAt)
  const took = (await customer.evaluate(() => window.paintedAt)) - (await admin.evaluate(() => window.clickedAt))
  await admin.getByRole('button', { name: `Unpin ${productId}` }).click()
  await customer.waitForFunction(() => !window.shown)
  await admin.getByRole('button', { name: `Pin ${productId}`, exact: true }).waitFor()
  return took
}

await call('/api/products', 'POST', { id: productId, name: productId, price: { amount: 1990, currency: 'EUR' }, stock: 10 })
await call('/api/livestreams', 'POST', { id: streamId, title: 'Measured' })
await call(`/api/livestreams/${streamId}/start`, 'POST')

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
try {
  const pages = await openPages(browser)
  for (let round = 0; round < warmUpRounds; round++) await measureOnce(pages)
  const times = []
  for (let round = 0; round < measuredRounds; round++) times.push(await measureOnce(pages))
  times.sort((one, other) => one - other)
  const percentile = (share) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))])
  console.log(`Click to painted card, ${measuredRounds} pins: median ${percentile(0.5)} ms, p95 ${percentile(0.95)} ms, max ${percentile(1)} ms`)
} finally {
  await browser.close()
  await call(`/api/livestreams/${streamId}/stop`, 'POST')
  await call(`/api/products/${productId}`, 'DELETE')
}
