import { expect, it } from 'vitest'
import { codes, find, read, sample } from './testing/read'

const eur = (amount: number) => ({ amount, currency: 'EUR' })

it('Shopify’s classic export becomes products with options, fixed addresses and plain text', () => {
  const file = read(sample('shopify-classic.csv'))
  expect(file).toMatchObject({ source: 'shopify', encoding: 'UTF-8', rows: 8 })
  expect(file.unusedColumns).toEqual(['Vendor', 'Type', 'Tags', 'Variant Grams'])
  const shirt = find(file, 'linen-shirt')
  expect(shirt.rows).toEqual([2, 3, 4, 5])
  expect(shirt.product).toMatchObject({
    id: 'linen-shirt',
    name: 'Linen Shirt – Größe & Farbe',
    description: 'Washed linen.\nMade in small batches.\n\n• Loose cut',
    images: [
      'https://cdn.example.com/linen%20shirt/sand%201.jpg?v=1',
      'https://cdn.example.com/linen-2.jpg', 'https://cdn.example.com/linen-3.jpg',
    ],
    imageAltTexts: [{ imageUrl: 'https://cdn.example.com/linen%20shirt/sand%201.jpg?v=1', text: 'Linen shirt, sand' }],
    options: [{ name: 'Colour', values: ['Sand', 'Ink'] }, { name: 'Size', values: ['S', 'M'] }],
  })
  expect(shirt.product?.variants.map(({ sku, price, compareAtPrice, stock }) => [sku, price, compareAtPrice, stock])).toEqual([
    ['LS/SAND/S', eur(5900), eur(7900), 4],
    ['LS/SAND/M', eur(5900), eur(7900), 0],
    ['LS/INK/S', eur(5900), null, null],
  ])
  expect(codes(shirt.notes)).toEqual(['sellsOn'])
})

it('every row of Shopify’s classic export that cannot be imported says why', () => {
  const file = read(sample('shopify-classic.csv'))
  expect(find(file, 'bad-price')).toMatchObject({ product: undefined, problems: [{ code: 'badPrice', values: ['ask us'] }] })
  expect(find(file, 'mug-speckled')).toMatchObject({
    isHidden: true, product: { name: 'Mug & Saucer', description: 'Line one\nLine two, "quoted"' },
  })
  expect(find(file, 'No handle at all')).toMatchObject({ product: { id: 'no-handle-at-all' }, notes: [{ code: 'handleOfTitle' }] })
  expect(find(file, 'Gift_Card.25').product).toMatchObject({
    id: 'gift-card-25', options: [], variants: [{ price: eur(2500), stock: null }],
  })
})

it('Shopify’s export of 2026 has the same meaning under its other headers', () => {
  const file = read(sample('shopify-2026.csv'))
  expect(file.source).toBe('shopify-2026')
  expect(find(file, 'bottle-vase').product).toMatchObject({
    description: 'Stoneware, 24\u00a0cm',
    imageAltTexts: [{ imageUrl: 'https://cdn.example.com/vase.jpg', text: 'Vase' }],
    options: [{ name: 'Glaze', values: ['Blue', 'Green'] }],
    variants: [
      { sku: 'VASE-24', price: eur(6400), compareAtPrice: null, stock: 9, imageUrl: null },
      { sku: 'VASE-24-G', price: eur(6600), compareAtPrice: eur(7200), stock: 3, imageUrl: 'https://cdn.example.com/vase-green.jpg' },
    ],
  })
})

it('WooCommerce’s variations belong to the product they name, with sale prices as reductions', () => {
  const file = read(sample('woocommerce.csv'))
  expect(find(file, 'hoodie_Zip')).toMatchObject({
    rows: [2, 3, 4],
    product: {
      id: 'hoodie-zip',
      description: 'A warm one\n\nLong text',
      images: ['https://shop.example.com/a.jpg', 'https://shop.example.com/b.jpg'],
      options: [{ name: 'Colour', values: ['Blue', 'Grey'] }],
      variants: [
        { sku: 'hoodie-blue', price: eur(3900), compareAtPrice: eur(4500), stock: 7, imageUrl: 'https://shop.example.com/blue.jpg' },
        { sku: null, price: eur(4500), compareAtPrice: null, stock: null },
      ],
    },
  })
  expect(find(file, 'Woo-Beanie').product?.variants[0]?.price).toEqual(eur(1850))
  expect(find(file, 'set').problems).toEqual([{ code: 'kindNotSold', values: ['grouped'] }])
  expect(find(file, 'ext').problems).toEqual([{ code: 'kindNotSold', values: ['external'] }])
})

it('WooCommerce’s export in German means the same as in English', () => {
  const english = read(sample('woocommerce.csv'))
  const german = read(sample('woocommerce-german.csv'))
  expect(german).toEqual({ ...english, unusedColumns: ['Ist hervorgehoben?', 'Kategorien'] })
  expect(english.unusedColumns).toEqual(['Is featured?', 'Categories'])
})

it('items of a Google feed become variants of their group, with stock that is not counted', () => {
  const file = read(sample('google-merchant.xml'))
  expect(file).toMatchObject({ source: 'google-xml', rows: 4, unusedColumns: ['link', 'condition'], notes: [] })
  expect(find(file, 'BOWL-01/Grün').product).toMatchObject({
    id: 'bowl-01-grun',
    description: 'Glazed inside.',
    images: ['https://shop.example.com/bowl%201.jpg'],
    variants: [{ sku: 'BOWL-01/Grün', price: eur(1800), compareAtPrice: eur(2200), stock: null }],
  })
  expect(find(file, 'shirt')).toMatchObject({
    notes: [{ code: 'sameForAll', values: ['Colour', 'Sand'] }],
    product: { options: [{ name: 'Size', values: ['S', 'M'] }], variants: [{ stock: 0 }, { stock: null }] },
  })
  expect(find(file, 'TEA-9').product).toMatchObject({
    id: 'tea-9', name: '茶碗', variants: [{ price: { amount: 3500, currency: 'JPY' } }],
  })
})

it('a Google feed as TSV says the same as one in XML', () => {
  const file = read([
    'id\ttitle\tdescription\tprice\tsale price\timage link\tadditional_image_link\tavailability\titem group id\tcolor',
    'V-1\tVase, red\t<p>Tall</p>\t64.00 EUR\t\thttps://cdn.example.com/1.jpg\t'
    + 'https://cdn.example.com/2.jpg,https://cdn.example.com/3.jpg\tin stock\tvase\tred',
    'V-2\tVase, blue\t<p>Tall</p>\t66.00 EUR\t60 EUR\thttps://cdn.example.com/b.jpg\t\tout of stock\tvase\tblue',
  ].join('\n'))
  expect(file.source).toBe('google-tsv')
  expect(find(file, 'vase')).toMatchObject({
    name: 'Vase',
    product: {
      images: ['https://cdn.example.com/1.jpg', 'https://cdn.example.com/2.jpg', 'https://cdn.example.com/3.jpg'],
      options: [{ name: 'Colour', values: ['red', 'blue'] }],
      variants: [
        { imageUrl: null, stock: null },
        { price: eur(6000), compareAtPrice: eur(6600), stock: 0, imageUrl: 'https://cdn.example.com/b.jpg' },
      ],
    },
  })
})
