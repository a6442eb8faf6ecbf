// Measures how soon a customer on a slow phone sees the first product of a live stream: the median of five runs, each in a
// browser with an empty profile, over Fast 3G with a CPU four times slower.
//   node scripts/first-card.mjs http://localhost:7071 [streamId]
// It needs a LiveShop.Local with built pages and a live stream with a pin, such as the sample shop's. CHROMIUM names another
// browser, and RUNS another number of runs.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'

const [url = 'http://localhost:7071', streamId = 'demo'] = process.argv.slice(2)
const runs = Number(process.env.RUNS ?? 5)
const viewport = { width: 390, height: 844 }
const kilobitsPerSecond = (value) => (value * 1000) / 8
const fast3G = {
  offline: false,
  latency: 562,
  downloadThroughput: kilobitsPerSecond(1_440),
  uploadThroughput: kilobitsPerSecond(675),
}
const cpuSlowdown = 4
/** Milliseconds until a run is given up. */
const runTimeout = 60_000
/** Milliseconds after the video's start in which late layout shifts are still counted. */
const settleTime = 1_000

/** Runs in the page before its scripts and notes when the card and the video are on the screen. */
function observePage() {
  const times = (window.measured = { shift: 0 })
  const note = (name) => {
    times[name] ??= performance.now()
    // A message instead of a question, because asking the page again and again would slow it down.
    if (times.card && times.video) console.debug('measured')
  }
  // The card fades in, so it counts once it is more visible than not.
  const isVisible = (card) => Number(getComputedStyle(card).opacity) > 0.5 && card.getBoundingClientRect().top < innerHeight
  const whenPainted = (then) => requestAnimationFrame(() => setTimeout(then))
  const look = () => {
    const card = document.querySelector('[data-product]')
    if (card && isVisible(card)) whenPainted(() => { note('card') })
    const video = document.querySelector('video')
    if (video && !video.observed) {
      video.observed = true
      video.requestVideoFrameCallback(() => { note('video') })
    }
    if (!times.card || !video) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) times.shift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Counts what goes over the wire, with the time at which it did. */
function observeNetwork(cdp) {
  const transfers = []
  let startedAt
  cdp.on('Network.requestWillBeSent', ({ timestamp, request }) => {
    startedAt ??= timestamp
    if (request.url.startsWith('http')) transfers.push({ at: timestamp, requests: 1, bytes: 0 })
  })
  cdp.on('Network.responseReceived', ({ timestamp, response }) =>
    transfers.push({ at: timestamp, requests: 0, bytes: response.encodedDataLength }))
  cdp.on('Network.dataReceived', ({ timestamp, encodedDataLength }) =>
    transfers.push({ at: timestamp, requests: 0, bytes: encodedDataLength }))
  return (milliseconds) => transfers
    .filter(({ at }) => (at - startedAt) * 1000 <= milliseconds)
    .reduce((sum, { requests, bytes }) => ({ requests: sum.requests + requests, bytes: sum.bytes + bytes }), { requests: 0, bytes: 0 })
}

async function measureOnce() {
  const profile = await mkdtemp(join(tmpdir(), 'first-card-'))
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    viewport,
    isMobile: true,
    hasTouch: true,
    locale: process.env.LOCALE ?? 'en-GB',
  })
  try {
    const [page] = browser.pages()
    const cdp = await browser.newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', fast3G)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
    await page.addInitScript(observePage)
    const transferredUntil = observeNetwork(cdp)
    const measured = page.waitForEvent('console', { predicate: (message) => message.text() === 'measured', timeout: runTimeout })
    await page.goto(`${url}/live/${streamId}`, { waitUntil: 'commit' })
    await measured
    await page.waitForTimeout(settleTime)
    const { card, video, shift } = await page.evaluate(() => window.measured)
    const paint = await page.evaluate(() => performance.getEntriesByName('first-paint')[0]?.startTime)
    const { requests, bytes } = transferredUntil(card)
    return { paint, card, video, kilobytes: bytes / 1000, requests, shift }
  } finally {
    await browser.close()
    await rm(profile, { recursive: true, force: true })
  }
}

const columns = [
  ['first paint', 'paint', (value) => `${(value / 1000).toFixed(2)} s`],
  ['first card', 'card', (value) => `${(value / 1000).toFixed(2)} s`],
  ['first frame of the video', 'video', (value) => `${(value / 1000).toFixed(2)} s`],
  ['received until the card', 'kilobytes', (value) => `${value.toFixed(0)} kB`],
  ['requests until the card', 'requests', (value) => `${value}`],
  ['layout shift', 'shift', (value) => value.toFixed(3)],
]
const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]

// The first requests of a server that was just started wait for its compiler.
await measureOnce()
const measured = []
for (let run = 0; run < runs; run++) measured.push(await measureOnce())
console.log(`| median of ${runs} | lowest to highest | |\n|---|---|---|`)
for (const [title, name, format] of columns) {
  const values = measured.map((run) => run[name])
  console.log(`| ${format(median(values))} | ${format(Math.min(...values))} to ${format(Math.max(...values))} | ${title} |`)
}
