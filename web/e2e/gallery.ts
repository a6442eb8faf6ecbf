import { test as base } from './fixtures'
import { Shop, type ProductInput } from './shop'

const pieces: ProductInput[] = [
  { id: 'mug', name: 'Stoneware mug', amount: 1990, stock: 3 },
  { id: 'vase', name: 'Turned vase', amount: 6400 },
  { id: 'bowl', name: 'Soup bowl', amount: 2200, stock: 0 },
  { id: 'teapot', name: 'Teapot with a cane handle', amount: 5800 },
  { id: 'plate', name: 'Dinner plate', amount: 2450 },
  { id: 'planter', name: 'Planter', amount: 3600, stock: 5 },
  { id: 'candle-holder', name: 'Candle holder', amount: 1750 },
  { id: 'spoon-rest', name: 'Spoon rest', amount: 1250 },
]

const odd: ProductInput[] = [
  {
    id: 'long',
    name: 'Hand-thrown Donaudampfschifffahrtsgesellschaftskapitänsteekanne with a wickerwork handle and two lids',
    amount: 1234567,
    currency: 'JPY',
    stock: 2,
    imageUrl: '/sample/images/teapot.svg',
  },
  { id: 'rial', name: 'ظرف سفالی دست‌ساز با لعاب فیروزه‌ای', amount: 1234567890, currency: 'IRR', imageUrl: '/sample/images/bowl.svg' },
  { id: 'dinar', name: 'Vase', amount: 123456789, currency: 'KWD', stock: 3, imageUrl: '/sample/images/vase.svg' },
  { id: 'bare', name: 'No picture', amount: 999 },
  { id: 'broken', name: 'Broken picture', amount: 999, imageUrl: '/sample/images/none.svg' },
]

const clip = { playbackUrl: '/sample/video/index.m3u8', thumbnailUrl: '/sample/images/teapot.svg' }
const description = 'Two hours at the wheel: mugs, bowls and one very tall vase. All of it is fired and ready to ship.'

async function fill(shop: Shop): Promise<void> {
  await shop.settings({
    name: 'Kiln & Co.',
    slogan: 'Live from the workshop',
    logoUrl: '/sample/images/brand.svg',
    accentColor: '#a8412a',
    accentColorDark: '#e8835f',
    imprint: { text: 'Kiln & Co.\nSample Street 1\n\nWe throw, glaze and fire all of it ourselves.', url: null },
    vatRates: [{ id: 'standard', name: 'Standard', basisPoints: 1900, isDefault: true }],
    shipping: { countries: ['AT', 'CH', 'DE'], flatRate: { amount: 590, currency: 'EUR' }, freeFrom: { amount: 9000, currency: 'EUR' } },
    terms: { text: null, url: 'https://shop.example/terms' },
    privacy: { text: null, url: 'https://shop.example/privacy' },
  })
  await Promise.all(pieces.map((piece) => shop.product({ ...piece, imageUrl: `/sample/images/${piece.id}.svg` })))
  await Promise.all(odd.map((piece) => shop.product(piece)))
  await shop.shirt('shirt')
  const copies = Array.from({ length: 12 }, (_, index) => `copy-${index}`)
  for (const [index, id] of copies.entries()) {
    const { name, amount = 0, id: picture } = pieces[index % pieces.length] ?? { name: '', id: '' }
    await shop.product({ id, name, amount, imageUrl: `/sample/images/${picture}.svg` })
  }
  const ids = pieces.map((piece) => piece.id)

  await live(shop, 'playing', ids.slice(0, 4), clip)
  await shop.prepare('playing', 'plate', 'Fired twice, so it may go into the oven. Hold it up to the light.')
  await shop.prepare('playing', 'planter', 'Ask who has a balcony.')
  for (const productId of ['mug', 'vase']) await shop.offer('playing', productId, 20, 3_000)
  await live(shop, 'several', ids.slice(0, 4))
  await live(shop, 'conflicted', ids.slice(0, 3))
  await live(shop, 'single', ids.slice(0, 1))
  await live(shop, 'empty', [])
  await live(shop, 'many', [...ids, ...copies])
  await live(shop, 'odd', odd.map((piece) => piece.id), {
    title: 'A very long evening at the wheel with guests from Mashiko, Höhr-Grenzhausen and Stoke-on-Trent',
  })
  await live(shop, 'sold-out', ['bowl', 'vase'])
  await live(shop, 'over', ids.slice(0, 2), { title: 'Autumn bowls', thumbnailUrl: '/sample/images/bowl.svg' })
  await shop.stop('over')
  const soon = { title: 'Spring glazes', description, thumbnailUrl: '/sample/images/planter.svg' }
  await shop.stream('soon', { ...soon, scheduledFor: new Date(Date.now() + 220_000_000).toISOString() })
}

async function live(shop: Shop, id: string, productIds: string[], more = {}): Promise<void> {
  await shop.stream(id, { description, thumbnailUrl: clip.thumbnailUrl, ...more })
  await shop.start(id)
  for (const productId of productIds) await shop.pin(id, productId)
}

/** A shop with a stream for every state, made once for each worker. */
export const test = base.extend<object, { gallery: Shop }>({
  gallery: [
    async ({ server }, use) => {
      const shop = await Shop.signIn(server.url)
      await fill(shop)
      await use(shop)
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

export { expect } from '@playwright/test'
