import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--hide-scrollbars', '--force-color-profile=srgb', '--remote-debugging-pipe',
]

/** Starts Chromium and speaks its DevTools protocol over a pipe (descriptors 3 and 4, messages end in a zero byte). */
export async function openBrowser(command = process.env.CHROMIUM ?? 'chromium') {
  const profile = await mkdtemp(join(tmpdir(), 'clip-'))
  const browser = spawn(command, [...flags, `--user-data-dir=${profile}`], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const waiting = new Map()
  let ended
  const failAll = error => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  const exited = new Promise(resolve => browser.once('close', resolve))
  browser.once('error', error => failAll(new Error(`${command} did not start: ${error.message}`)))
  browser.once('exit', code => failAll(new Error(`${command} ended early (${code})`)))
  browser.stdio[3].on('error', failAll)

  let received = Buffer.alloc(0)
  browser.stdio[4].on('data', chunk => {
    received = Buffer.concat([received, chunk])
    for (let end; (end = received.indexOf(0)) >= 0; received = received.subarray(end + 1)) {
      settle(JSON.parse(received.subarray(0, end).toString()))
    }
  })

  function settle({ id, result, error }) {
    const call = waiting.get(id)
    if (!call) return
    waiting.delete(id)
    if (error) call.reject(new Error(error.message))
    else call.resolve(result)
  }

  let last = 0
  const send = (method, params = {}, sessionId) => new Promise((resolve, reject) => {
    if (ended) return reject(ended)
    waiting.set(++last, { resolve, reject })
    browser.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`)
  })

  async function close() {
    browser.kill()
    await exited
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }

  return { send, close }
}

/** Opens a page of `width` by `height` CSS pixels and waits until its script has set `window.draw`. */
export async function openPage(browser, url, { width, height, scale }) {
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true })
  const send = (method, params) => browser.send(method, params, sessionId)

  async function run(expression) {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: scale, mobile: false })
  await send('Page.navigate', { url })
  const deadline = Date.now() + 20_000
  while (!await run(`location.href !== 'about:blank' && typeof window.draw === 'function'`)) {
    if (Date.now() > deadline) throw new Error(`${url} did not become ready to draw`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }

  const screenshot = async () => Buffer.from((await send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true })).data, 'base64')
  return { run, screenshot }
}
