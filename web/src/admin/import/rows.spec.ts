import { expect, it } from 'vitest'
import type { Candidate } from './candidate'
import { ownHeaders } from './export/ownFormat'
import { read } from './testing/read'

const wild = [
  'a', 'B/1', '茶碗', '10.00', '1,5', '12 USD', '-3', 'x'.repeat(300), '"', '\n', '<b>bold</b>', '=1', 'https://a.example/a.jpg', '//b',
]
const files: Record<string, { headers: string[]; usual: Record<string, string[]> }> = {
  shopify: {
    headers: [
      'Handle', 'Title', 'Body (HTML)', 'Published', 'Option1 Name', 'Option1 Value', 'Option2 Name', 'Option2 Value', 'Variant SKU',
      'Variant Inventory Tracker', 'Variant Inventory Qty', 'Variant Inventory Policy', 'Variant Price', 'Variant Compare At Price',
      'Image Src',
    ],
    usual: {
      Handle: ['a', 'b', 'B', 'c', 'd', 'e', ''], Title: ['Cup', '', ''], Published: ['TRUE', 'FALSE', ''],
      'Variant Price': ['10', '12,50', '8'],
      'Option1 Name': ['Size', ''], 'Option1 Value': ['S', 'M', 'L', ''], 'Variant Inventory Qty': ['1', '2', ''],
    },
  },
  woocommerce: {
    headers: [
      'ID', 'Type', 'SKU', 'Name', 'Published', 'Description', 'Stock', 'Sale price', 'Regular price', 'Images', 'Parent',
      'Attribute 1 name', 'Attribute 1 value(s)',
    ],
    usual: {
      ID: ['1', '2', '3', ''], Type: ['simple', 'variable', 'variation', 'variation', 'grouped'], SKU: ['a', 'b', 'c', 'd', ''],
      Name: ['Cup', 'Jug'], Published: ['1', '1', '0'], 'Regular price': ['10', '12,50'], Parent: ['a', 'b', 'id:2', 'gone'],
      'Attribute 1 name': ['Size'], 'Attribute 1 value(s)': ['S', 'M', 'S, M'],
    },
  },
  google: {
    headers: [
      'id', 'title', 'price', 'sale price', 'availability', 'item group id', 'color', 'size', 'image link', 'additional image link',
    ],
    usual: {
      id: ['1', '2', '3', '4', '5', '6'], title: ['Cup'], price: ['10 EUR', '10 EUR', '5 USD'], 'item group id': ['g', 'h', '', ''],
      availability: ['in stock', 'preorder', 'out of stock'], color: ['red', 'blue'], size: ['S', 'M', 'L'],
    },
  },
  liveshop: {
    headers: [...ownHeaders],
    usual: {
      'LiveShop ID': ['a', 'b', 'c', 'd', 'e', 'f', ''], Name: ['Cup'], Price: ['10.00', '9.00'], Currency: ['EUR', 'EUR', 'USD'],
      'Option 1': ['Size'], 'Value 1': ['S', 'M', 'L'], 'Option 2': [''], 'Value 2': [''], 'Option 3': [''], 'Value 3': [''],
    },
  },
}

let seed = 3
const random = (below: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below
const pick = (from: readonly string[]) => from[random(from.length)] ?? ''
const cellOf = (usual: readonly string[] | undefined) => (random(25) ? (usual ? pick(usual) : random(5) ? '' : pick(wild)) : pick(wild))
const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`

function isSound({ product, problems }: Candidate): boolean {
  if (!product) return problems.length > 0
  const { id, name, images, options, variants } = product
  const currencies = new Set(variants.map(({ price }) => price.currency))
  const choices = new Set(variants.map(({ optionValues }) => JSON.stringify(optionValues)))
  return problems.length === 0 && /^[a-z0-9-]{1,64}$/.test(id)
    && name.length > 0 && name.length <= 200 && (images?.length ?? 0) <= 10
    && variants.length > 0 && variants.length <= 100 && currencies.size === 1 && choices.size === variants.length
    && variants.every(({ optionValues }) => optionValues.every((value, at) => options[at]?.values.includes(value)))
    && variants.every(({ price, compareAtPrice }) => price.amount >= 0 && (!compareAtPrice || compareAtPrice.amount > price.amount))
}

it.each(Object.entries(files))('each row of any %s file is in one product, which is valid or says why not', (_, { headers, usual }) => {
  let made = 0
  for (let round = 0; round < 150; round++) {
    const count = 1 + random(12)
    const rows = Array.from({ length: count }, () => headers.map((header) => cellOf(usual[header])))
    // A blank row is no product and may be left out.
    const written = rows.filter((cells) => cells.some((cell) => cell.trim()))
    if (!written.length) continue
    const file = read([headers, ...written].map((cells) => cells.map(quote).join(',')).join('\r\n'))

    const seen = file.candidates.flatMap((candidate) => candidate.rows).toSorted((one, other) => one - other)
    expect(seen).toEqual(written.map((__, at) => at + 2))
    expect(file.candidates.filter((candidate) => !isSound(candidate))).toEqual([])
    const ids = file.candidates.flatMap(({ product }) => product?.id ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    made += ids.length
  }
  expect(made).toBeGreaterThan(50)
})
