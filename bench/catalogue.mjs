// Measures a catalogue of 5,000 products against LiveShop.Local: the import in batches, and listing and searching it, as the
// server takes for them. `node bench/catalogue.mjs [products]`; the server is built before, and ended by its process id.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const products = Number(process.argv[2] ?? 5_000)
const assembly = resolve(import.meta.dirname, '../LiveShop.Local/bin/Release/net10.0/LiveShop.Local.dll')
const materials = ['Stoneware', 'Porcelain', 'Linen', 'Walnut', 'Brass', 'Glass', 'Wool']
const things = ['mug', 'vase', 'bowl', 'plate', 'teapot', 'lamp', 'shirt', 'candle holder', 'planter', 'spoon rest', 'tray']
const sizes = ['S', 'M', 'L', 'XL']

/** Every fourth product has four sizes, as a shop with clothes has. */
function productOf(n) {
  const price = { amount: 1_000 + (n % 200) * 50, currency: 'EUR' }
  const common = {
    id: `bench-${n}`,
    name: `${materials[n % materials.length]} ${things[n % things.length]} ${n}`,
    description: 'Thrown by hand and glazed in oat over iron-rich clay. '.repeat(6),
    images: [`https://cdn.example.com/${n}-1.jpg`, `https://cdn.example.com/${n}-2.jpg`],
  }
  if (n % 4) return { ...common, price, stock: n % 30, sku: `SKU-${n}` }
  const variants = sizes.map((size) => ({ optionValues: [size], price, stock: n % 30, sku: `SKU-${n}-${size}` }))
  return { ...common, options: [{ name: 'Size', values: sizes }], variants }
}

const dataDirectory = await mkdtemp(join(tmpdir(), 'liveshop-catalogue-'))
const child = spawn('dotnet', [assembly, '--urls', 'http://127.0.0.1:0'], {
  env: { ...process.env, LiveShop__DataDirectory: dataDirectory, LiveShop__SampleData: 'false', LiveShop__BuildPages: 'false' },
  stdio: ['ignore', 'pipe', 'inherit'],
})

try {
  const url = await listening(child)
  const { accessToken } = await post(`${url}/dev/token`, { name: 'bench' })
  const admin = { Authorization: `Bearer ${accessToken}` }

  const started = performance.now()
  for (let n = 0; n < products; n += 100) {
    const batch = Array.from({ length: Math.min(100, products - n) }, (_, at) => productOf(n + at))
    const { items } = await post(`${url}/api/products/batch`, { products: batch }, admin)
    const refused = items.find((item) => !item.product)
    if (refused) throw new Error(JSON.stringify(refused))
  }
  console.log(`import of ${products} products: ${((performance.now() - started) / 1_000).toFixed(1)} s`)

  for (const [who, headers] of [['admin', admin], ['customer', {}]]) {
    for (const query of ['', 'search=vase', 'search=porcelain+lamp', 'search=SKU-4321', 'search=nothing-like-it']) {
      // Another limit each time, since a customer's list is cached for a second.
      await measure(`${who}: ${query || 'list'}`, (n) => fetch(`${url}/api/products?${query}&limit=${50 + n}`, { headers }))
    }
  }
  await measure('admin: a list of 200', () => fetch(`${url}/api/products?limit=200`, { headers: admin }))
  await measure('admin: the last page of 50', await lastPage(url, admin))
} finally {
  child.kill('SIGTERM')
  await new Promise((resolve) => { child.once('exit', resolve) })
  await rm(dataDirectory, { recursive: true, force: true })
}

/** Milliseconds of a request over a kept connection, which the server spends nearly all of. */
async function measure(name, call) {
  const times = []
  for (let n = 0; n < 60; n++) {
    const from = performance.now()
    const response = await call(n)
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`${name} answered ${response.status}.`)
    if (n >= 10) times.push(performance.now() - from)
  }
  times.sort((one, other) => one - other)
  const at = (share) => times[Math.floor(times.length * share)].toFixed(1)
  console.log(`${name}: median ${at(0.5)} ms, 95 % ${at(0.95)} ms`)
}

async function lastPage(url, headers) {
  let [token, next] = [undefined, undefined]
  do {
    token = next
    const page = await fetch(`${url}/api/products?limit=50${token ? `&continuationToken=${encodeURIComponent(token)}` : ''}`, { headers })
    next = (await page.json()).continuationToken
  } while (next)
  return () => fetch(`${url}/api/products?limit=50&continuationToken=${encodeURIComponent(token)}`, { headers })
}

async function post(url, body, headers = {}) {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
  const response = await fetch(url, sent)
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}

function listening({ stdout }) {
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      const url = /Customer\s+(http:\/\/\S+?)\/live\//.exec(line)?.[1]
      if (url) resolve(url)
    }).once('close', () => { reject(new Error('LiveShop.Local did not start.')) })
  })
}
